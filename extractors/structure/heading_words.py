"""Headings and labels made comparable: the same question is printed in a hundred ways.

"3. Reasons for the Recommendations/Decision(s)", "REASON FOR DECISION:" and "Reasons for decision" differ in numbering,
case, punctuation, plural and small words. What is left after those are taken off is compared.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.vocabulary import load

SMALL_WORDS = frozenset(load("labels")["small_words"])
_YEARS = "|".join(rf"{year}/(?:{(year + 1) // 100})?{(year + 1) % 100:02}" for year in range(1990, 2060))
"""Two years that follow each other are a financial year, and no minute of a year ("2022/23 Outturn")."""
_NUMBERING = re.compile(
    r"[\s*#]{0,40}(?:item\s{1,8})?(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|[a-z]|[ivx]{1,5})[.):|]{1,40}\s{1,8}|\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?\s{0,8}[|\t]\s{0,8}"
    r"|\d{1,3}(?:\.\d{1,3}){0,3}\s{1,8}(?=[A-Za-z])"
    rf"|(?!(?:{_YEARS})\b)(?:[a-z]{{1,5}}/)?\d{{1,4}}/\d{{1,4}}[.:]?\s{{1,8}}(?=[A-Za-z])"
    r"|[a-z]{1,5}/\d{1,4}[.:]?\s{1,8}(?=[A-Za-z]))",
    re.IGNORECASE,
)
_PLURAL_MARK = re.compile(r"\((?:s|es|ies)\)", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


def after_numbering(text: str) -> int:
    """How many characters of ``text`` are its number ("3.", "(a)", "3a |"), 0 where it has none."""
    match = _NUMBERING.match(text)
    return match.end() if match else 0


@lru_cache(maxsize=20_000)
def content_words(text: str) -> tuple[str, ...]:
    """The words that tell one heading from another, in order, in lower case and without plural s."""
    bare = _PLURAL_MARK.sub("s", text[after_numbering(text) :].replace("’", "'")).lower()
    words = _WORD.findall(bare)
    telling = [word for word in words if word not in SMALL_WORDS]
    # A label may be a small word alone: "To:", "By:".
    return tuple(singular(word) for word in telling or words)


def singular(word: str) -> str:
    word = word.replace("'s", "").replace("s'", "s")
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word
