"""What a form that was sent holds, and the page that gives it back where it cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from jinja2 import Environment, FileSystemLoader

from db.correctable import FIELDS, NotAValue
from db.fact_ids import list_of

LONGEST_FORM = 2_000_000
"""Bytes of a form without files: many times the longest that the desk itself makes."""
MOST_FIELDS = 200
TOKEN = "csrftoken"
URLENCODED = "application/x-www-form-urlencoded"

_UNSEEN = frozenset({"revision", "action", "list", "start", "facts", "undo"})
"""Fields that nobody typed."""
_ADDRESS = re.compile(r"(?:/[a-z0-9_-]+){1,5}", re.ASCII)
_LABELS = {"why": "Why", "quote": "The words"}


@dataclass(frozen=True, slots=True)
class KeptField:
    name: str
    label: str
    value: str
    typed: bool


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form as it was sent, to be sent again to the same address."""

    address: str
    fields: tuple[KeptField, ...]

    @property
    def typed(self) -> bool:
        return any(field.typed and field.value.strip() for field in self.fields)


def read_form(body: bytes) -> dict[str, str]:
    """Name to value. Raises NotAValue where it is no form, or one with too many fields."""
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError as error:  # what is no UTF-8 is one too
        raise NotAValue("the form could not be read", remedy="Open the page again and send it again.") from error


def kept_form(address: str, form: Mapping[str, str]) -> KeptForm | None:
    """``form`` without its token; None where ``address`` is none of a form of the desk."""
    if not _ADDRESS.fullmatch(address):
        return None
    fields = FIELDS.get(form.get("list") or list_of(address.rpartition("/")[2]) or "", ())
    labels = _LABELS | {f"value.{field.name}": field.label for field in fields}
    return KeptForm(
        address,
        tuple(
            KeptField(name, labels.get(name, name.removeprefix("value.")), value, name not in _UNSEEN)
            for name, value in form.items()
            if name != TOKEN
        ),
    )


def page_apart(template: str, **words: Any) -> str:
    """A page that is shown without the desk around it, to somebody for whom the desk is not open."""
    return _templates().get_template(template).render(words)


@cache
def _templates() -> Environment:
    folder = Path(__file__).parent / "templates"
    return Environment(
        loader=FileSystemLoader(folder), autoescape=True, auto_reload=False, trim_blocks=True, lstrip_blocks=True
    )
