"""Notes to tables: stars and daggers, what the note behind them says, and what it does to a row's period."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.tables.words import NOTES
from extractors.vocabulary import load

_NOTE = re.compile(
    r"^[ \t]*(?P<mark>\*{1,4}|†{1,2}|‡|\^|#|[¹²³⁴⁵⁶])[ \t]*(?:[-–=:][ \t]*)?(?P<words>[A-Za-z£(][^\n\t]{3,400})$",
    re.MULTILINE,
)
_EXPLAINED = re.compile(load("tables")["patterns"]["mark_explained"])

_MARK_BEHIND = re.compile(r"(?P<mark>\*{1,4}|†{1,2}|‡|\^|#|[¹²³⁴⁵⁶])(?=\s*(?:$|\())")
_REMARK = re.compile(load("tables")["patterns"]["remark"])


@dataclass(frozen=True, slots=True)
class Note:
    """A printed note. ``mark`` is its star, or "" for a remark to the whole table; ``effect`` names what it changes:
    quarter_only, to_date, rolling, at_end, or None."""

    mark: str
    words: str
    start: int
    end: int
    effect: str | None


def find_notes(text: str) -> tuple[Note, ...]:
    """All notes with a mark, in reading order. A note may stand in a key above the tables or below one of them."""
    lines = [_note(found, found["words"]) for found in _NOTE.finditer(text)]
    inline = [_note(found, found["inside"] or found["words"]) for found in _EXPLAINED.finditer(text)]
    starts = {note.start for note in lines}
    told = [note for note in inline if note.effect is not None and note.start not in starts]
    return tuple(sorted((*lines, *told), key=lambda note: note.start))


def _note(found: re.Match[str], words: str) -> Note:
    effect = next((effect for effect, entries in NOTES if entries.within(words)), None)
    return Note(found["mark"], words.strip(), found.start("mark"), found.end(), effect)


def find_remarks(text: str, start: int, end: int) -> tuple[str, ...]:
    """Remarks to a table ("Please note ...") in a stretch of the text, as printed."""
    return tuple(found.group().strip() for found in _REMARK.finditer(text, start, end))


def mark_of(label: str) -> str | None:
    """The footnote mark at the end of a label ("Re-referral rates *")."""
    found = _MARK_BEHIND.search(label.rstrip())
    return found["mark"] if found else None


def note_for(notes: tuple[Note, ...], mark: str | None, offset: int) -> Note | None:
    """The note that a mark at ``offset`` points to: the first below it, else the last above it.

    A mark is reused from table to table, so the nearest below within a page's length wins over one above; a key
    above serves all tables behind it.
    """
    if mark is None:
        return None
    alike = [note for note in notes if note.mark == mark]
    below = [note for note in alike if offset <= note.start <= offset + 6000]
    above = [note for note in alike if note.start < offset]
    if above and (not below or above[-1].effect is not None):
        return above[-1]
    return below[0] if below else None
