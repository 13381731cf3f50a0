"""Telephone numbers and e-mail addresses in text, and how they are covered so that every offset stays true."""

from __future__ import annotations

import re

COVER = "•"

# local@host.tld; every part bounded.
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")

# A UK number: +44 or a leading 0 (perhaps in brackets), then groups of digits parted by single spaces or hyphens.
# Not after a digit, a currency sign or a point: there it is the end of a figure.
_PHONE = re.compile(
    r"(?<![\d£$€.,/])(?:\+44[ -]?(?:\(0\)[ -]?)?|\(?0)[1-9]\d{1,4}\)?(?:[ -]?\d{2,8}){1,4}(?!\d)(?!%|[.,]\d)"
)
_PHONE_DIGITS = range(10, 14)


def contact_places(text: str) -> list[tuple[int, int]]:
    """Where ``text`` holds a telephone number or an e-mail address: (start, end) pairs in order."""
    places = [match.span() for match in _EMAIL.finditer(text)]
    for match in _PHONE.finditer(text):
        if sum(character.isdigit() for character in match[0]) in _PHONE_DIGITS:
            places.append(match.span())
    return sorted(places)


def cover_contacts(text: str) -> str:
    """``text`` with every letter and digit of contact details replaced by a dot; its length does not change."""
    covered = list(text)
    for start, end in contact_places(text):
        for index in range(start, end):
            if not covered[index].isspace():
                covered[index] = COVER
    return "".join(covered)
