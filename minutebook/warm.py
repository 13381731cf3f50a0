"""Importing this module makes a process ready for work: vocabularies read, patterns compiled, pipeline built.

The server from which workers are forked imports it once; every worker then begins with all of that done. An import
with an effect is what its preloading offers.
"""

from __future__ import annotations

import contextlib
import gc

from extractors.extract import extract
from ingest.reading import read_bytes

# One line of each kind that makes an extractor look something up for the first time.
_LINES = (
    "Saltmarsh District Council",
    "Cabinet Decision Record, Tuesday 4 May 2021",
    "RESOLVED that the cost of £1.2 million (4.9%) in 2020/21 be noted and a report be brought back in June 2021.",
    "Reasons: none. Call in: midnight on Friday 14 May 2021.",
    "Children looked after\t2019\t2020",
    "Number\t301\t285",
)

# A fault of an extractor is told of each paper it meets; here it would end the server before the first one.
with contextlib.suppress(Exception):
    extract(read_bytes("\n\n".join(_LINES).encode(), "warm.txt"))

# What stands here now is never garbage: looking through it again and again took an eighth of the time of a paper.
# Within a paper little is; the threshold bounds what one of thousands of pages may leave before it is looked for.
# Whoever works on many papers collects between two of them.
gc.collect()
gc.freeze()
gc.set_threshold(50_000)
