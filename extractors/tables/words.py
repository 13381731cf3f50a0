"""Words of tables as lookups: whole-word matches of the entries of vocabulary/tables.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.structure.folding import one_space
from extractors.vocabulary import load

_KEPT = 8192
"""Headings and labels are asked about once for each cell below them: so many answers are kept."""

_TABLES = load("tables")
_ORPHAN_LETTER = re.compile(r"\b([A-Za-z]{5,}) ([a-z])(?![\w'’])")
_SLASH = re.compile(r" ?/ ?")
_MARKS = re.compile(r"(?:\s{0,8}[*†‡§#^¹²³⁴⁵]{1,40}+){1,8}$")
_BRACKETS = re.compile(r"\(([^()]{1,40})\)")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "\u00a0": " ", "−": "-"})


@lru_cache(maxsize=_KEPT)
def fold(words: str) -> str:
    """Lower case, one space, none beside a slash, straight quotes; a cut word ("Varianc e") is whole again."""
    plain = _SLASH.sub("/", one_space(words.translate(_QUOTES)).strip())
    return _ORPHAN_LETTER.sub(r"\1\2", plain).lower()


@lru_cache(maxsize=_KEPT)
def strip_marks(words: str) -> str:
    """A label without the stars and daggers that point to a footnote."""
    return _MARKS.sub("", one_space(words)).strip()


@dataclass(frozen=True, slots=True)
class WordSet:
    """Entries of a vocabulary, and where one of them stands in a text as whole words."""

    entries: frozenset[str]
    alternatives: str
    """The entries as one piece of a pattern, longest first."""
    pattern: re.Pattern[str]

    def within(self, words: str) -> bool:
        return self.pattern.search(fold(words)) is not None

    def equals(self, words: str) -> bool:
        """The whole text, but for brackets, colons and stars around it."""
        plain = fold(words)
        return plain in self.entries or plain.strip(" ()[]:*.-") in self.entries

    def opens(self, words: str) -> bool:
        found = self.pattern.match(fold(words).lstrip(" (*"))
        return found is not None


@dataclass(frozen=True, slots=True)
class UnitWords:
    """The words that give a unit: as a whole heading or in its brackets, at its beginning, or anywhere in it."""

    unit: str
    alone: WordSet
    opening: WordSet
    anywhere: WordSet
    ending: frozenset[str]

    def name(self, words: str) -> bool:
        brackets = _BRACKETS.findall(words)
        alone = any(self.alone.equals(part) for part in (words, *brackets))
        return alone or self._ends(fold(words)) or self.opening.opens(words) or self.anywhere.within(words)

    def _ends(self, plain: str) -> bool:
        """ "Turnover %", but not "Number and %", which names two units."""
        before, _, last = plain.rpartition(" ")
        return last in self.ending and bool(before) and not before.endswith((" and", "and", "/", "&", "or"))


def word_set(entries: list[str]) -> WordSet:
    longest_first = sorted({entry.lower() for entry in entries}, key=lambda entry: (-len(entry), entry))
    alternatives = "|".join(re.escape(entry) for entry in longest_first) or r"(?!)"
    return WordSet(frozenset(longest_first), alternatives, re.compile(rf"(?<![\w£%])(?:{alternatives})(?![\w%])"))


MISSING = {kind: word_set(entries) for kind, entries in _TABLES["missing"].items()}
COLUMNS = {role: word_set(entries) for role, entries in _TABLES["columns"].items()}
KINDS = tuple((entry["kind"], word_set(entry["words"])) for entry in _TABLES["kind"])
MONEY_KINDS = tuple(
    (entry["kind"], word_set([*entry["words"], *entry.get("money_only", [])])) for entry in _TABLES["kind"]
)
UNITS = tuple(
    UnitWords(
        entry["unit"],
        word_set(entry["alone"]),
        word_set(entry["opening"]),
        word_set(entry["anywhere"]),
        frozenset(entry.get("ending", ())),
    )
    for entry in _TABLES["unit"]
)
MONEY = tuple((float(entry["factor"]), word_set(entry["words"])) for entry in _TABLES["money"])
_UNIT_BESIDE = re.compile(
    r"(?i)\s{{0,4}}[(\[]\s?(?:{0})\s?[)\]]|(?:^|\s){0}$|^{0}\s".format(
        f"(?:{word_set([word for entry in _TABLES['money'] for word in entry['words']]).alternatives})"
    )
)
NUMBER_OF = word_set(_TABLES["number_of"]["words"])
VAT = word_set(_TABLES["with_vat"]["vat"])
WITH_VAT = word_set(_TABLES["with_vat"]["amounts"])
MONEY_WORDS = word_set(_TABLES["money_words"]["words"])
LEDGER_COLUMNS = word_set(_TABLES["ledger"]["columns"])
LEDGER_ROWS = word_set(_TABLES["ledger"]["rows"])
BEFORE_NET = word_set(_TABLES["beside"]["before_net"])
SURPLUS = word_set(_TABLES["beside"]["surplus"])
NET = word_set(_TABLES["beside"]["net"])
LIMITS = word_set(_TABLES["beside"]["limits"])
BARE_SHARE = word_set(_TABLES["beside"]["bare_share"])
RATINGS = word_set(_TABLES["beside"]["ratings"])
REPEATED = word_set(_TABLES["beside"]["repeated"])
NUMERATOR = word_set(_TABLES["parts"]["numerator"])
DENOMINATOR = word_set(_TABLES["parts"]["denominator"])
TOTALS = word_set(_TABLES["totals"]["words"])
ASIDES = word_set(_TABLES["totals"]["asides"])
GENERIC = word_set(_TABLES["generic"]["words"])
NOTES = tuple((entry["effect"], word_set(entry["words"])) for entry in _TABLES["note"])
PERIOD_WORDS = {name: word_set(entries) for name, entries in _TABLES["periods"].items()}
FORECAST_OF_THE_YEAR = word_set(_TABLES["profiled"]["forecast_of_the_year"])
PHASED = word_set(_TABLES["profiled"]["phased"])
PROFILED = word_set(_TABLES["profiled"]["words"])
ARROWS: dict[str, str] = {arrow: trend for trend, arrows in _TABLES["arrows"].items() for arrow in arrows}
PROPOSED_CONTEXT = word_set(_TABLES["context"]["proposed"])
MONITORED = word_set(_TABLES["context"]["monitored"])
BREAKDOWN_CONTEXT = word_set(_TABLES["context"]["breakdown"])
NOT_REVENUE = word_set(_TABLES["context"]["not_revenue"])
LEVELS = frozenset(_TABLES["levels"]["metrics"])
MOVEMENTS = word_set(_TABLES["levels"]["movements"])
NOT_ON_A_DAY = word_set(_TABLES["stock"]["not_on_a_day"])
OF_A_PERIOD = frozenset(_TABLES["stock"]["of_a_period"])
SETTLED_BEFOREHAND = word_set(_TABLES["stock"]["settled_beforehand"])
OPTIONS = word_set(_TABLES["options"]["headings"])
OPTION_LABEL = re.compile(_TABLES["options"]["label"])
DIRECTION = {name: word_set(entries) for name, entries in _TABLES["direction"].items()}
BREAKDOWN_ENDINGS: tuple[str, ...] = tuple(_TABLES["breakdown"]["endings"])


@lru_cache(maxsize=_KEPT)
def missing_kind(words: str) -> str | None:
    """Which kind of "no figure" a cell shows: blank, not_applicable, not_available, dash, suppressed, elsewhere."""
    plain = fold(words)
    if not plain:
        return "blank"
    for kind in ("not_applicable", "not_available", "dash", "suppressed"):
        if plain in MISSING[kind].entries:
            return kind
    return "elsewhere" if MISSING["elsewhere"].opens(plain) else None


@lru_cache(maxsize=_KEPT)
def kind_of(words: str, *, money: bool = False) -> str | None:
    """The kind of figure a heading names, or None. Some words name a kind only of ``money`` ("plan", "limit")."""
    return next((kind for kind, entries in (MONEY_KINDS if money else KINDS) if entries.within(words)), None)


@lru_cache(maxsize=_KEPT)
def kind_opens(words: str, *, money: bool = False) -> str | None:
    """The kind of figure that a row's label begins with ("Forecast outturn"): labels name other things too."""
    return next((kind for kind, entries in (MONEY_KINDS if money else KINDS) if entries.opens(words)), None)


@lru_cache(maxsize=_KEPT)
def unit_of(words: str) -> str | None:
    """The unit that a heading or label names, money aside, or None."""
    return next((entry.unit for entry in UNITS if entry.name(words)), None)


@lru_cache(maxsize=_KEPT)
def is_money_unit(words: str) -> bool:
    """Whether a cell is a unit of money and nothing more ("£000"): a heading, though it has digits."""
    return any(entries.equals(words) for _, entries in MONEY)


@lru_cache(maxsize=_KEPT)
def is_unit(words: str) -> bool:
    """Whether words are the name of a unit and no more, money among them."""
    return is_money_unit(words) or any(entry.alone.equals(words) for entry in UNITS)


@lru_cache(maxsize=_KEPT)
def unit_beside(label: str) -> tuple[str, float] | None:
    """The unit, with its factor, that a row's label prints in brackets at its end ("Average rent (£)") or opens with
    ("Number of homes"): it holds for the row whatever unit stands over the columns. None where it prints none."""
    plain = strip_marks(label)
    found = _BRACKETS.findall(plain[plain.rfind("(") :]) if plain.endswith(")") else []
    for inside in found:
        if is_money_unit(inside):
            return "GBP", money_factor(inside) or 1.0
        unit = next((entry.unit for entry in UNITS if entry.alone.equals(inside)), None)
        if unit is not None:
            return unit, 1.0
    return ("count", 1.0) if NUMBER_OF.opens(plain) else None


@lru_cache(maxsize=_KEPT)
def money_factor(words: str) -> float | None:
    """The factor of a unit of money named in a heading or note ("£000" is 1000), or None."""
    return next((factor for factor, entries in MONEY if entries.within(words)), None)


@lru_cache(maxsize=_KEPT)
def without_unit(words: str) -> str:
    """A heading without the unit of money beside its words ("Spend to date £m", "Budget (£000)")."""
    return _UNIT_BESIDE.sub("", one_space(words.translate(_QUOTES))).strip()


def opens_breakdown(label: str) -> bool:
    """Whether a row's label announces the parts below it ("CAF2s commenced, by agency:-")."""
    plain = fold(strip_marks(label))
    return plain.endswith(BREAKDOWN_ENDINGS)
