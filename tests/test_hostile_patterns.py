"""Every pattern of the program takes time in proportion to its text: told from its shape, and so on every machine."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.hostile_patterns import BOUND_LENGTH, BOUND_SECONDS, Caught, worst
from benchmarks.pattern_shape import faults
from benchmarks.pattern_splits import faults as splits

ROOT = Path(__file__).parents[1]


def test_no_pattern_of_code_or_vocabulary_has_a_slow_shape() -> None:
    # In a process of its own, which has compiled none of them yet.
    command = [sys.executable, "-m", "benchmarks.hostile_patterns", "--shape"]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=600)
    assert result.returncode == 0, result.stdout + result.stderr
    seen = re.search(r"(\d+) patterns, 0 of a slow shape", result.stdout)
    assert seen is not None
    assert int(seen[1]) > 1000


@pytest.mark.parametrize(
    "pattern",
    [r"\s*$", r"\W*that\b", r"x(?:\s+)+$", r"(?:\s*[*†]+)+$", r"\bthat\b.*:", r"that\s*,?\s*:", r"(?i)[a-z]+ly\b\d",
     r"(?:\w+ )+end", r"(?m)^\s*x", r"a.*b.*c", r"\d+(?:,\d+)*x", r"\S+@", r"(?<=a)\w*b", r"x(?:(?:a|b)*c?)*y"],
)  # fmt: skip
def test_a_slow_shape_is_seen(pattern: str) -> None:
    assert faults(re.compile(pattern)) != []


@pytest.mark.parametrize(
    "pattern",
    [r"\s{0,8}$", r"\A\s*$", r"\b\w+:", r"(?<!\d)\d+x", r"£\d+(?:,\d{3})*x", r"(?m)^[^\n]*x", r"that\s*:", r"\s+",
     r"that(?:\s*,)?:", r"[A-Z][a-z]+\s+[a-z]+\s", r"\bthe\b[^.]{0,60}\bof\b", r"\Ax\w*+\w"],
)  # fmt: skip
def test_a_shape_that_takes_time_in_proportion_is_let_be(pattern: str) -> None:
    assert faults(re.compile(pattern)) == []


@pytest.mark.parametrize(
    "pattern",
    [r"(?:[A-Z]\w{0,40}\s?){1,8}x", r"(?:\s{0,8}[*#]{1,40}){1,8}$", r"(?:\d{1,3}(?:/\d{2,4})?(?:,\s)?){1,12}x",
     r"(?:\w{1,20}|and\s){1,9}:", r"(?!(?:(?:a{1,9})?){2,6}b)", r"(?:\w(?:\w\s?){0,30}){1,5}x"],
)  # fmt: skip
def test_a_bounded_repetition_that_cuts_a_run_in_many_ways_is_seen(pattern: str) -> None:
    assert splits(re.compile(pattern)) != []


@pytest.mark.parametrize(
    "pattern",
    [r"(?:[A-Z]\w{0,40}+\s?){1,8}x", r"(?:[A-Z]\w{0,40}\s){1,8}x", r"(?:(?>[*#]{1,40})){1,8}$",
     r"(?: [\w ]{1,20}){1,2}x", r"(?:\s{1,3}x?){1,4}y", r"(?:£\d{1,9}){1,9}x"],
)  # fmt: skip
def test_a_bounded_repetition_that_cuts_its_text_in_few_ways_is_let_be(pattern: str) -> None:
    assert splits(re.compile(pattern)) == []


def test_what_is_only_asked_of_beginnings_may_begin_with_a_long_run() -> None:
    assert faults(re.compile(r"\s*x"), anchored=True) == []
    assert faults(re.compile(r"\s*\s*x"), anchored=True) != []


def test_a_pattern_whose_time_doubles_with_each_sign_is_stopped() -> None:
    doubling = Caught(re.compile(r"(?:\s+)+$"), "here", False)
    assert worst(doubling, BOUND_LENGTH) > BOUND_SECONDS
