"""Gold annotations: what a person read in a paper, in the form of the contract's section 5."""

from __future__ import annotations

import json
import types
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from extractors.records import DocumentFacts, Fact, Record
from ingest.errors import MinutebookError

UNPLACED = -1
"""The offset of a gold fact that carries none: annotations of a PDF give page and quote only."""

_JSON_NAMES = {"date_from": "from", "date_to": "to", "for_": "for"}
_LISTS = tuple(f.name for f in fields(Record) if f.name != "document")

T = TypeVar("T")


class GoldError(MinutebookError):
    """A gold file that does not have the contract's form."""

    code = "gold"
    exit_code = 2
    remedy = (
        "Compare the file with section 5 of the contract; every list is optional, its entries' fields are not free."
    )


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated paper. A list not in ``annotated`` was not annotated and is not scored."""

    name: str
    record: Record
    annotated: frozenset[str]
    pages_annotated: frozenset[int]
    """Pages on which dates and figures are complete; elsewhere they are not scored."""


def load_gold(folder: Path) -> tuple[Gold, ...]:
    """All gold files of ``folder``, sorted by name. Raises GoldError where one cannot be understood."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise GoldError(f"no gold files (*.json) in {folder}")
    return tuple(_load(path) for path in paths)


def _load(path: Path) -> Gold:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        document = _build(DocumentFacts, data["document"])
        lists: dict[str, Any] = {
            name: tuple(_build(_item_type(name), item) for item in data[name]) for name in _LISTS if name in data
        }
        record = Record(document=document, **lists)
    except (ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{path.name} is no gold file: {error}") from error
    pages = data.get("pages_annotated", [])
    numbers = range(1, pages + 1) if isinstance(pages, int) else pages
    return Gold(path.stem, record, frozenset(lists), frozenset(numbers))


def _item_type(name: str) -> type[Fact]:
    item: type[Fact] = get_args(get_type_hints(Record)[name])[0]
    return item


def _build(kind: type[T], data: dict[str, Any]) -> T:
    """``data`` as the dataclass ``kind``: unknown keys (notes) are left out, missing places are UNPLACED."""
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for f in fields(kind):  # type: ignore[arg-type]
        key = _JSON_NAMES.get(f.name, f.name)
        if key in data:
            values[f.name] = _convert(hints[f.name], data[key])
        elif f.name in ("page", "start", "end"):
            values[f.name] = UNPLACED
        elif f.name in ("name", "post", "number", "quote", "decision"):
            values[f.name] = None
    return kind(**values)


def _convert(hint: Any, value: Any) -> Any:
    if get_origin(hint) in (types.UnionType, Union):
        options = [option for option in get_args(hint) if option is not type(None)]
        return None if value is None else _convert(options[0], value)
    if is_dataclass(hint) and isinstance(hint, type):
        return _build(hint, value)
    if get_origin(hint) is tuple:
        return tuple(value)
    return value
