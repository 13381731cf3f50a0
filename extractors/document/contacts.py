"""Whom a paper names to be asked, where no label "Contact officer" stands beside the name.

Below a heading "Contact details" authors and directors are those to ask; an e-mail address names its owner; and a
table may give a post, a name and a telephone number in each row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document.names import PersonName, is_name, is_post
from extractors.reading import Reading
from extractors.structure.labels import Label
from extractors.structure.passages import Passage
from extractors.structure.section_kinds import kind_of_heading
from extractors.vocabulary import load
from ingest.document import Cell

_WORDS: dict[str, str] = load("people")["around_names"]
_ADDRESS = re.compile(_WORDS["address"])
_CONTACT = re.compile(r"(?i)\bcontacts?\b")
_REACHED = re.compile(r"@|\b0[\d ]{8,14}\b")
"""An e-mail address or a telephone number."""
_FIELDS = frozenset({"author", "responsible", "contact"})


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone to ask, and where the name stands."""

    person: PersonName
    start: int
    end: int


def labels_below_contacts(text: str, flow: Sequence[Passage], labels: Sequence[Label]) -> frozenset[int]:
    """Where the labels begin that stand below a heading such as "Contact details", up to the next heading."""
    below: set[int] = set()
    for index, passage in enumerate(flow):
        if not (passage.heading and _is_contact_heading(text[passage.start : passage.end])):
            continue
        end = next((other.start for other in flow[index + 1 :] if _opens_section(text, other, labels)), len(text))
        below.update(one.label_start for one in labels if passage.end <= one.label_start < end and one.field in _FIELDS)
    return frozenset(below)


def _is_contact_heading(words: str) -> bool:
    return _CONTACT.search(words) is not None and kind_of_heading(words.strip(" :*")) == "contact"


def _opens_section(text: str, passage: Passage, labels: Sequence[Label]) -> bool:
    """Whether a heading is one of the paper's: a name alone on a line, or a label, looks like one too."""
    if not passage.heading or any(passage.start <= label.label_start < passage.end for label in labels):
        return False
    words = " ".join(text[passage.start : passage.end].split())
    return not (is_name(words) or is_post(words)) or kind_of_heading(words) is not None


def owners_of_addresses(
    text: str, labels: Sequence[Label], named: Sequence[tuple[PersonName, str]]
) -> Iterator[Contact]:
    """ "Contact details: ann.brook@..." where the paper is by Ann Brook (``named`` gives people and their roles)."""
    authors = [person for person, role in named if role == "author" and person.name is not None]
    for label in labels:
        if label.field != "contact":
            continue
        for found in _ADDRESS.finditer(text, label.start, label.end):
            parts = {part for part in re.split(r"[._]", found["who"].lower()) if part}
            same = [one for one in authors if parts == set((one.name or "").lower().replace("'", "").split())]
            if len(same) == 1:
                yield Contact(same[0], found.start(), found.end())


def contacts_in_tables(reading: Reading) -> Iterator[Contact]:
    """The rows of a table of contacts that give a name, a post and how to reach its holder."""
    for table in reading.document.tables:
        if _CONTACT.search(reading.text, table.start, table.end) is None:
            continue
        rows: dict[int, list[Cell]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append(cell)
        for row in rows.values():
            words = [(" ".join(reading.document.cell_text(cell).split()), cell) for cell in row]
            names = [(said, cell) for said, cell in words if is_name(said, beside_post=True)]
            posts = [said for said, cell in words if is_post(said) and not is_name(said, beside_post=True)]
            if len(names) == len(posts) == 1 and any(_REACHED.search(said) for said, _ in words):
                name, cell = names[0]
                yield Contact(PersonName(name, posts[0]), cell.start, cell.end)
