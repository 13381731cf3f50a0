"""What a person typed into a search box, made into an FTS5 query that can never be an error.

Understood: words (all must be there), "phrases", -word and -"phrase" (must not be there), a OR b (either; joins only
its two neighbours), and word* (begins with). Everything else is punctuation. Standard library only: the public site
imports this module.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

MAX_CHARACTERS = 1_000
MAX_TERMS = 32

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂″", '"') | dict.fromkeys("‘’‚‛`´′", "'") | {"\0": " "})
# FTS5's unicode61 splits at the underscore too, so a word here must not hold one.
_WORD = re.compile(r"[^\W_]+")
# A quote opens a phrase anywhere; an unclosed one runs to the end. A hyphen negates only at the start of a token.
_TOKEN = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)(?:"|\Z)|(?P<bare>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class SynonymUse:
    """A run of typed words that stands in the synonym file, and what was searched beside it."""

    typed: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """``match`` is the FTS5 expression, or None where there is nothing to look for; ``notes`` then say why."""

    match: str | None
    words: tuple[str, ...] = ()
    """The plain words looked for, in lower case, for "did you mean"."""
    synonyms: tuple[SynonymUse, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences for the searcher about parts that were left out or read in another way."""
    parts: tuple[str, ...] = ()
    """What ``match`` joins with AND, each an FTS5 expression of its own, with the left-out words taken off."""


@dataclass(frozen=True, slots=True)
class _Term:
    words: tuple[str, ...]
    quoted: bool = False
    prefix: bool = False
    negative: bool = False
    either: bool = False
    """An OR stands before it."""

    def fts5(self) -> str:
        return '"' + " ".join(self.words) + '"' + ("*" if self.prefix else "")


def parse(typed: str, *, synonyms: bool = True) -> ParsedQuery:
    """Read ``typed``. Never raises, and ``match`` is valid FTS5 whatever was typed."""
    notes: list[str] = []
    if len(typed) > MAX_CHARACTERS:
        typed = typed[:MAX_CHARACTERS]
        notes.append(f"Only the first {MAX_CHARACTERS:,} characters were read.")
    terms = list(_terms(typed))
    if len(terms) > MAX_TERMS:
        terms = terms[:MAX_TERMS]
        notes.append(f"Only the first {MAX_TERMS} words were searched for.")
    wanted = [term for term in terms if not term.negative]
    unwanted = [term for term in terms if term.negative]
    if not wanted:
        notes.append(
            "Add a word to look for: a search cannot be made of left-out words alone."
            if unwanted
            else "Type a word or a name to search for."
        )
        return ParsedQuery(None, notes=tuple(notes))
    return _joined(wanted, unwanted, tuple(notes), synonyms=synonyms)


def is_question(typed: str) -> bool:
    """Whether ``typed`` asks in a sentence ("was the toll approved?"), as no paper is written."""
    terms = list(_terms(typed[:MAX_CHARACTERS]))
    return len(terms) > 2 and not terms[0].quoted and terms[0].words[0] in _asking_words()[0]


def without_asking(typed: str, *, synonyms: bool = True) -> ParsedQuery | None:
    """``typed`` without the words that only ask; the notes say which. None where there are no such words, where
    nothing else would be left, and where OR joins words."""
    terms = list(_terms(typed[:MAX_CHARACTERS]))[:MAX_TERMS]
    wanted = [term for term in terms if not term.negative]
    if any(term.either for term in terms):
        return None
    _, frame, outcome = _asking_words()
    for asking in (frame | outcome, frame):
        kept = list(_not_asking(wanted, asking))
        if kept and len(kept) < len(wanted):
            left_out = dict.fromkeys("-".join(term.words) for term in wanted if term not in kept)
            note = f"Searched without the words: {', '.join(left_out)}. Put words in quotes to have them searched for."
            return _joined(kept, [term for term in terms if term.negative], (note,), synonyms=synonyms)
    return None


def _not_asking(wanted: list[_Term], asking: frozenset[str]) -> Iterator[_Term]:
    """The terms that are none of ``asking``, and those that are a part of a name ("children in care")."""
    name_ends = 0
    for position, term in enumerate(wanted):
        length, _ = _synonyms_at(wanted, position)
        if length > 1 and not all(asking.issuperset(one.words) for one in wanted[position : position + length]):
            name_ends = max(name_ends, position + length)
        if position < name_ends or term.quoted or term.prefix or not asking.issuperset(term.words):
            yield term


def _joined(wanted: list[_Term], unwanted: list[_Term], notes: tuple[str, ...], *, synonyms: bool) -> ParsedQuery:
    groups, used = _groups(wanted, synonyms=synonyms)
    without = f" NOT ({' OR '.join(term.fts5() for term in unwanted)})" if unwanted else ""
    match, *parts = (f"({part}){without}" if without else part for part in (" AND ".join(groups), *groups))
    words = tuple(word for term in wanted for word in term.words)
    return ParsedQuery(match, words, tuple(used), notes, tuple(parts))


def fold(typed: str) -> str:
    """Compatibility forms to plain ones, curly quotes to straight ones, NUL to a space."""
    return unicodedata.normalize("NFKC", typed.translate(_QUOTES)).translate(_QUOTES)


def _terms(typed: str) -> Iterator[_Term]:
    either = False
    for match in _TOKEN.finditer(fold(typed)):
        bare = match["bare"]
        if bare == "OR":
            either = True
            continue
        words = tuple(word.lower() for word in _WORD.findall(match["phrase"] if bare is None else bare))
        if not words:
            continue
        # A star after one letter would fetch half the archive: it is read as that letter.
        prefix = bare is not None and bare.rstrip(",.;:)").endswith("*") and len(words[-1]) > 1
        negative = match["minus"] is not None
        yield _Term(words, quoted=bare is None, prefix=prefix, negative=negative, either=either and not negative)
        either = False


def _groups(wanted: list[_Term], *, synonyms: bool) -> tuple[list[str], list[SynonymUse]]:
    """The parts to be joined with AND: each term with its alternatives after OR and its synonyms."""
    alternatives: list[list[str]] = []
    used: list[SynonymUse] = []
    position = 0
    while position < len(wanted):
        length, others = _synonyms_at(wanted, position) if synonyms else (0, ())
        taken = wanted[position : position + max(length, 1)]
        words = tuple(word for term in taken for word in term.words)
        # A run of several words that has synonyms is itself still searched as words, not as a phrase.
        own = " AND ".join(term.fts5() for term in taken)
        ways = [f"({own})" if len(taken) > 1 else own]
        if others:
            ways += [_Term(other).fts5() for other in others]
            used.append(SynonymUse(" ".join(words), tuple(" ".join(other) for other in others)))
        if taken[0].either and alternatives:
            alternatives[-1] += ways
        else:
            alternatives.append(ways)
        position += len(taken)
    return [ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})" for ways in alternatives], used


def _synonyms_at(wanted: list[_Term], position: int) -> tuple[int, tuple[tuple[str, ...], ...]]:
    """How many terms from ``position`` on make the longest entry of the file, and the other entries of its list."""
    table = _synonym_table()
    words: tuple[str, ...] = ()
    best: tuple[int, tuple[tuple[str, ...], ...]] = (0, ())
    for count, term in enumerate(wanted[position:], 1):
        if term.quoted or term.prefix or (term.either and count > 1) or len(words) > _longest_entry():
            break
        words += term.words
        singular = (*words[:-1], words[-1].removesuffix("s"))
        if words in table or singular in table:
            best = (count, table.get(words) or table[singular])
    return best


@cache
def _synonym_table() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Entry to the other entries of its list."""
    data = tomllib.loads(files(__package__).joinpath("synonyms.toml").read_text(encoding="utf-8"))
    table: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for group in data["synonym"]:
        entries = [tuple(word.lower() for word in _WORD.findall(fold(entry))) for entry in group["words"]]
        for entry in entries:
            table[entry] = tuple(other for other in entries if other != entry)
    return table


@cache
def _asking_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """What opens a question, what frames it, and what may have become of its subject."""
    data = tomllib.loads(files(__package__).joinpath("asking_words.toml").read_text(encoding="utf-8"))
    frame, outcome = (frozenset(group["words"]) for group in data["words"])
    return frozenset(data["openers"]), frame, outcome


@cache
def _longest_entry() -> int:
    return max(len(entry) for entry in _synonym_table())
