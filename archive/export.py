"""CSV that a spreadsheet opens as it was meant: with a byte-order mark for "£", and with no cell run as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from archive.site import Raw

BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-?\d{1,20}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?")


def safe_cell(value: object) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return repr(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)
    text = str(value).replace("\0", "")
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def safe_csv(text: str) -> str:
    """A CSV that others wrote, cell by cell made safe. Negative numbers stay numbers."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in csv.reader(io.StringIO(text.replace("\0", ""), newline="")):
        writer.writerow([cell if _NUMBER.fullmatch(cell) else safe_cell(cell) for cell in row])
    return out.getvalue()


def csv_file(filename: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Raw:
    """The rows as a download."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
    return Raw((BYTE_ORDER_MARK + out.getvalue()).encode("utf-8"), "text/csv; charset=utf-8", filename)
