"""Numbers of automatic lists as they are printed: 3, c, iii, C, III, 03."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def roman(number: int) -> str:
    """Small roman numerals; 0 and below are printed as figures."""
    if number <= 0 or number >= 4000:
        return str(number)
    printed = ""
    for value, letters in _ROMAN:
        while number >= value:
            printed += letters
            number -= value
    return printed


def letters(number: int) -> str:
    """a to z, then aa, bb, as word processors count; numbers that no list reaches are printed as figures."""
    if not 0 < number <= 26 * 40:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def format_number(number: int, kind: str) -> str:
    """``kind`` is HTML's list type (1, a, A, i, I) or WordprocessingML's number format."""
    match kind:
        case "a" | "lowerLetter":
            return letters(number)
        case "A" | "upperLetter":
            return letters(number).upper()
        case "i" | "lowerRoman":
            return roman(number)
        case "I" | "upperRoman":
            return roman(number).upper()
        case "decimalZero":
            return f"{number:02d}"
        case _:
            return str(number)
