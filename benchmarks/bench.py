"""All measurements one after the other in a short setting, each a command that can be run alone: `make bench`.

Ends with a table of what was run, how long it took and whether it went well; status 1 where one did not. The longer
settings, and what they gave, stand in docs/performance.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
from importlib.metadata import version

SHORT = (
    ("ingest_speed", "--papers", "1", "--pages", "8"),
    ("reading_peers", "--papers", "2", "--pages", "6", "--timeout", "60"),
    ("extraction_peers",),
    ("growth", "--files", "48", "144", "--rows", "500", "2000", "--rounds", "20"),
    ("site_speed", "--resolutions", "10000", "--rounds", "30"),
    ("serving", "--papers", "300", "--readers", "1", "8", "--seconds", "4", "--publishings", "1"),
    ("search_quality",),
    ("fuzz_readers", "--inputs", "200"),
    ("linear_understanding",),
)
"""Module of this package and its settings."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="run these alone")
    options = parser.parse_args()
    parts = ("pymupdf", "spacy", "datasette")
    print(f"Python {platform.python_version()}, {', '.join(f'{part} {version(part)}' for part in parts)}", end="; ")
    print(
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}: above the number of cores, times by the clock are long"
    )
    done = []
    for name, *settings in SHORT:
        if options.only and name not in options.only:
            continue
        command = f"python -m benchmarks.{name} {' '.join(settings)}".strip()
        print(f"\n# {command}\n", flush=True)
        began = time.perf_counter()
        status = subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *settings]).returncode
        done.append((command, time.perf_counter() - began, status))
    print("\n| command | seconds | status |\n|---|---|---|")
    for command, seconds, status in done:
        print(f"| `{command}` | {seconds:.0f} | {'ok' if status == 0 else status} |")
    print(f"\n{sum(seconds for _, seconds, _ in done) / 60:.1f} minutes in all")
    return int(any(status for _, _, status in done))


if __name__ == "__main__":
    sys.exit(main())
