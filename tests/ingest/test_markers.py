"""List markers and numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.markers import Levels, Style, read_marker
from ingest.numbering import format_number, roman


@pytest.mark.parametrize(
    ("line", "printed", "style"),
    [
        ("1. the report", "1.", Style.DECIMAL),
        ("2.3 the report", "2.3", Style.DOTTED),
        ("(a) the report", "(a)", Style.ALPHA),
        ("iv) the report", "iv)", Style.ROMAN),
        ("A. Approve it", "A.", Style.UPPER),
        ("• the report", "•", Style.BULLET),
        ("„X the report", "„X", Style.BULLET),
        ("\uf0b7 the report", "\uf0b7", Style.BULLET),
    ],
)
def test_markers_are_read(line: str, printed: str, style: Style) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert (marker.printed, marker.style) == (printed, style)


@pytest.mark.parametrize(
    "line", ["10.30 am in the hall", "12.03.2031 was a Monday", "97.5 124.9 +27.4", "J. Smith", "1.5m of it", "Of all"]
)
def test_times_dates_amounts_and_initials_are_no_markers(line: str) -> None:
    assert read_marker(line) is None


def test_i_after_h_is_a_letter() -> None:
    levels = Levels()
    depths = [levels.level(marker, 10) for line in ("(g) x", "(h) x", "(j) x") if (marker := read_marker(line))]
    assert depths == [1, 1, 1]


_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@given(st.integers(1, 3999))
def test_roman_numerals_add_up(number: int) -> None:
    digits = [_VALUES[letter] for letter in roman(number)]
    assert sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True)) == number


def test_letters_double_after_z() -> None:
    assert [format_number(n, "lowerLetter") for n in (1, 26, 27, 28)] == ["a", "z", "aa", "bb"]
