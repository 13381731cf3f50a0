"""Every regular expression of the program against text made to hurt it.

    python -m benchmarks.hostile_patterns

Patterns are caught where they are compiled, in whatever module or vocabulary they stand, so that none can be left out.
From each one's own parts come texts that almost match: what may repeat is repeated, and then it goes wrong. Four times
the text may take about four times as long. Ends with 1 and the names of those that take longer.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks import pattern_shape, pattern_splits

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import sre_constants as kinds
    import sre_parse

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("ingest", "extractors", "db", "archive", "minutebook")
SHORT, LONG = 1_000, 4_000
"""Characters."""
SUSPICIOUS = 0.003
"""Seconds for the short text below which a pattern is not looked at more closely."""
WORST_RATIO = 8.0
LONGEST = 1.5
"""Seconds for one text; none that is linear comes near."""
BOUND_LENGTH, BOUND_SECONDS = 300, 0.5
"""Characters and processor seconds: no pattern may take more than the cube of a text's length. Which are not linear
is told by the run without ``--bound``."""
_TEXTS_A_PATTERN = 60


@dataclass(frozen=True, slots=True)
class Caught:
    """A pattern and where it was compiled (file and line)."""

    pattern: re.Pattern[str]
    where: str
    anchored: bool
    """True where the program only ever asks whether a text begins with it (``match``, ``fullmatch``)."""


@dataclass(frozen=True, slots=True)
class Slow:
    caught: Caught
    unit: str
    """What the text repeats."""
    seconds: float
    ratio: float


class _TooLong(Exception):
    pass


@contextmanager
def catching(found: dict[tuple[str, int], Caught]) -> Iterator[None]:
    """Note every pattern that code of the rooms compiles while the ``with`` lasts."""
    original: Callable[..., Any] = re._compile  # type: ignore[attr-defined]

    def compile_noted(pattern: Any, flags: Any) -> Any:
        made = original(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back is not None and Path(frame.f_code.co_filename).parent.name in ("re", ""):
            frame = frame.f_back
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in ROOMS and isinstance(made.pattern, str):
            where = f"{path.relative_to(ROOT)}:{frame.f_lineno}"
            caught = Caught(made, where, _is_anchored(path, frame.f_lineno))
            found.setdefault((made.pattern, made.flags), caught)
        return made

    re._compile = compile_noted  # type: ignore[attr-defined]
    try:
        yield
    finally:
        re._compile = original  # type: ignore[attr-defined]


def all_patterns() -> list[Caught]:
    """Import every module of the program and let it read papers, for the patterns that are made at first use.

    To be called in a process that has imported none of them yet.
    """
    found: dict[tuple[str, int], Caught] = {}
    with catching(found):
        for room in ROOMS:
            package = importlib.import_module(room)
            for module in pkgutil.walk_packages(package.__path__, f"{room}."):
                importlib.import_module(module.name)
        from minutebook.work import read_one

        papers = sorted((ROOT / "tests" / "strangers" / "papers").iterdir()) + sorted((ROOT / "corpus").glob("*.txt"))
        for paper in papers:
            read_one(paper)
    return sorted(found.values(), key=lambda caught: (caught.where, caught.pattern.pattern))


@cache
def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


@cache
def _searched() -> frozenset[str]:
    """Names of which any module asks more than ``match`` and ``fullmatch``."""
    asked = re.compile(r"\b(\w+)\.(?:search|finditer|findall|subn?|split|scanner)\(")
    handed = re.compile(r"(?<![\w.])(_?[A-Z][A-Z0-9_]+)\b(?!\s*(?:=|\.(?:match|fullmatch)\())")
    found: set[str] = set()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for line in _lines(path):
                found.update(asked.findall(line))
                # A pattern that is handed on under its own name may be asked anything there.
                found.update(handed.findall(line.split("#")[0]))
    return frozenset(found)


def _is_anchored(path: Path, line: int) -> bool:
    """Of a pattern with a name of its own; one in a list or a field is taken to be searched for."""
    named = re.match(r"(_?[A-Z][A-Z0-9_]*)(?:: [^=]+)? = re\.compile\(", _lines(path)[line - 1])
    return named is not None and named[1] not in _searched()


# -- texts that almost match -------------------------------------------------------------------------------------


def units(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a beginning and a unit to repeat after it, drawn from the pattern's own parts."""
    tree = sre_parse.parse(pattern.pattern, pattern.flags & ~re.TEMPLATE)
    whole = _sample(tree)
    yield "", whole[:-1] or whole or "a"
    yield "", (whole or "a") + " "
    seen = set()
    for before, inside in _repeats(tree, ""):
        for unit in inside:
            for pair in ((before, unit), ("", before + unit)):
                if pair[1] and pair not in seen:
                    seen.add(pair)
                    yield pair


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, list[str]]]:
    """What stands before each part that may repeat, and samples of that part."""
    for operator, given in tree:
        if operator in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, getattr(kinds, "POSSESSIVE_REPEAT", None)):
            _, most, body = given
            if most is kinds.MAXREPEAT or most >= 4:
                yield before, _variants(body)
            yield from _repeats(body, before)
        elif operator is kinds.SUBPATTERN:
            yield from _repeats(given[3], before)
        elif operator is getattr(kinds, "ATOMIC_GROUP", None):
            yield from _repeats(given, before)
        elif operator in (kinds.ASSERT, kinds.ASSERT_NOT):
            yield from _repeats(given[1], before)
        elif operator is kinds.BRANCH:
            for branch in given[1]:
                yield from _repeats(branch, before)
        before += _sample([(operator, given)])


def _variants(body: Any) -> list[str]:
    """Up to five different texts that the body of a repetition matches."""
    made = [_sample(body)]
    for operator, given in body:
        if operator is kinds.BRANCH:
            made += [_sample(branch) for branch in given[1][:3]]
        elif operator is kinds.IN:
            made += [mark for mark in (" ", "a", "1", ".", "A") if _holds(given, mark)]
        elif operator is kinds.ANY:
            made += [" ", "a", "1", "."]
        elif operator is kinds.SUBPATTERN:
            made += _variants(given[3])
    return list(dict.fromkeys(text for text in made if text))[:6]


def _sample(tree: Any) -> str:
    """One text that the tree matches, or nearly (what looks ahead or back is taken as it is)."""
    return "".join(_sample_of(operator, given) for operator, given in tree)


def _sample_of(operator: Any, given: Any) -> str:
    if operator is kinds.LITERAL:
        return chr(given)
    if operator is kinds.NOT_LITERAL:
        return "a" if given != ord("a") else "b"
    if operator is kinds.ANY:
        return "a"
    if operator is kinds.IN:
        return next((mark for mark in "a 1.A-,£%()/:;'\n\t" if _holds(given, mark)), _first_of(given))
    if operator in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, getattr(kinds, "POSSESSIVE_REPEAT", None)):
        least, most, body = given
        return _sample(body) * max(least, 1 if most else 0)
    if operator is kinds.SUBPATTERN:
        return _sample(given[3])
    if operator is getattr(kinds, "ATOMIC_GROUP", None):
        return _sample(given)
    if operator is kinds.BRANCH:
        return _sample(given[1][0])
    return ""


def _holds(members: Any, mark: str) -> bool:
    """Whether a set of characters, as the parser gives it, holds ``mark``."""
    code, found, negated = ord(mark), False, False
    for operator, given in members:
        if operator is kinds.NEGATE:
            negated = True
        elif operator is kinds.LITERAL:
            found |= code == given
        elif operator is kinds.RANGE:
            found |= given[0] <= code <= given[1]
        elif operator is kinds.CATEGORY:
            found |= _CATEGORIES[given](mark)
    return found != negated


_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    kinds.CATEGORY_DIGIT: str.isdigit,
    kinds.CATEGORY_NOT_DIGIT: lambda mark: not mark.isdigit(),
    kinds.CATEGORY_SPACE: str.isspace,
    kinds.CATEGORY_NOT_SPACE: lambda mark: not mark.isspace(),
    kinds.CATEGORY_WORD: lambda mark: mark.isalnum() or mark == "_",
    kinds.CATEGORY_NOT_WORD: lambda mark: not (mark.isalnum() or mark == "_"),
}


def _first_of(members: Any) -> str:
    for operator, given in members:
        if operator is kinds.LITERAL:
            return chr(given)
        if operator is kinds.RANGE:
            return chr(given[0])
    return "\u2603"


# -- how long it takes -------------------------------------------------------------------------------------------


def slow(caught: Caught) -> Slow | None:
    """The first text for which the time grows faster than the text, or None."""
    for beginning, unit in islice(units(caught.pattern), _TEXTS_A_PATTERN):
        taken = seconds(caught, beginning, unit, SHORT)
        if taken < SUSPICIOUS:
            continue
        longer = seconds(caught, beginning, unit, LONG)
        if longer <= WORST_RATIO * taken and longer < LONGEST:
            continue
        # The machine may have been busy the first time.
        taken = min(taken, seconds(caught, beginning, unit, SHORT))
        if longer > WORST_RATIO * taken or longer >= LONGEST:
            return Slow(caught, f"{beginning!r} + {unit!r}…", longer, longer / taken)
    return None


def worst(caught: Caught, length: int) -> float:
    """Processor seconds of the hardest text of that length that is known for the pattern."""
    texts = islice(units(caught.pattern), _TEXTS_A_PATTERN)
    return max(seconds(caught, beginning, unit, length) for beginning, unit in texts)


def seconds(caught: Caught, beginning: str, unit: str, length: int) -> float:
    """Processor time over the whole text; LONGEST where it was stopped."""
    pattern = caught.pattern
    text = beginning + unit * (length // len(unit) + 1) + "\x01!"
    # An alarm reaches the engine: it looks for signals while it works.
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    began = time.process_time()
    try:
        if caught.anchored:
            pattern.match(text)
            pattern.fullmatch(text)
        else:
            for _ in pattern.finditer(text):
                pass
    except _TooLong:
        return LONGEST
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - began


def _stop(*_: object) -> None:
    raise _TooLong


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--bound", action="store_true", help="only hold each pattern to an upper bound; fast")
    parser.add_argument("--shape", action="store_true", help="tell slow shapes without running anything; a test too")
    given = parser.parse_args(arguments)
    patterns = all_patterns()
    faults = 0
    if given.shape:
        for caught in patterns:
            told_of = pattern_shape.faults(caught.pattern, anchored=caught.anchored)
            for told in (*told_of, *pattern_splits.faults(caught.pattern)):
                faults += 1
                print(f"{caught.where}: {told}: {caught.pattern.pattern[:300]!r}")
        print(f"{len(patterns)} patterns, {faults} of a slow shape")
        return 1 if faults else 0
    if given.bound:
        for caught in patterns:
            taken = worst(caught, BOUND_LENGTH)
            if taken > BOUND_SECONDS:
                faults += 1
                print(f"{caught.where}: {taken:.2f} s: {caught.pattern.pattern[:300]!r}")
        print(f"{len(patterns)} patterns, {faults} above the bound")
        return 1 if faults else 0
    for one in map(slow, patterns):
        if one is not None:
            faults += 1
            print(f"{one.caught.where}: {one.seconds:.2f} s, {one.ratio:.0f} times, by {one.unit[:120]}")
            print(f"    {one.caught.pattern.pattern[:300]!r}", flush=True)
    print(f"{len(patterns)} patterns, {faults} of them not linear")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
