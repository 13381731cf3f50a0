"""A series drawn as SVG on the server: no script, a text alternative, and the table beneath says the same.

Time runs at its true scale. The value axis starts at nought (or goes below it where values do). A range is a thick
bar between its ends; two papers that differ give two dots. Labels stand beside the dots, so that nothing depends on
colour.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from archive.metric_series import Series, Value
from archive.words import amount, number

Scale = Callable[[float], float]

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 78, 60, 26, 40
MOST_LABELS = 12
"""With more dots than this only the first, the last, the highest and the lowest are labelled."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A value at its place in the drawing: ``top`` is its upper end, ``bottom`` its lower (equal for one number)."""

    x: float
    top: float
    bottom: float
    value: Value


def draw(series: Series) -> Markup:
    """The chart, or an empty string where fewer than two values have a day."""
    dated = [(day, value) for value in series.values if (day := _day(value)) is not None]
    if len(dated) < 2:
        return Markup("")
    lowest = min(0.0, *(value.low for _, value in dated))
    highest = max(0.0, *(_high(value) for _, value in dated))
    ticks = nice_ticks(lowest, highest)
    across = _scale(dated[0][0], dated[-1][0], LEFT + 24, WIDTH - RIGHT)
    up = _scale(ticks[0], ticks[-1], HEIGHT - BOTTOM, TOP)
    dots = [Dot(across(day), up(_high(value)), up(value.low), value) for day, value in dated]
    first = len(series.values) - len(dated)
    breaks = {one.before - first: one for one in series.breaks}
    parts = [*_axis(ticks, up, series.key.unit), *_days(dots), _line(dots, frozenset(breaks))]
    parts.extend(_break_mark((dots[index - 1].x + dots[index].x) / 2) for index in sorted(breaks) if index > 0)
    labelled = _labelled(dots)
    for index, dot in enumerate(dots):
        parts.extend(_marks(dot))
        if index in labelled:
            said = escape(short(dot.value.low, series.key.unit))
            if dot.value.high is not None:
                said += "–" + escape(short(dot.value.high, series.key.unit))
            parts.append(f'<text x="{dot.x:.1f}" y="{dot.top - 10:.1f}" text-anchor="middle">{said}</text>')
    broken = " The line is broken where the definition changed." if breaks else ""
    title = escape(
        f"{series.name}: {len(dots)} values, from {dated[0][1].said} to {dated[-1][1].said}.{broken}"
        " The table gives them all."
    )
    view = f"0 0 {WIDTH} {HEIGHT}"
    return Markup(f'<svg class="chart" role="img" aria-label="{title}" viewBox="{view}">{"".join(parts)}</svg>')


def nice_ticks(lowest: float, highest: float) -> list[float]:
    """Round values from at or below ``lowest`` to at or above ``highest``, about four steps apart."""
    rough = ((highest - lowest) or 1.0) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10, 20) if power * factor >= rough)
    first, last = math.floor(lowest / step), math.ceil(highest / step)
    return [round(step * index, 10) for index in range(first, max(last, first + 1) + 1)]


def short(value: float, unit: str) -> str:
    """A value for the axis: millions and thousands of pounds shortened, everything else as it is."""
    if unit == "GBP" and abs(value) >= 1e6:
        return f"{'-' if value < 0 else ''}£{number(round(abs(value) / 1e6, 3))}m"
    if unit == "GBP" and abs(value) >= 1e4:
        return f"{'-' if value < 0 else ''}£{number(round(abs(value) / 1e3, 1))}k"
    return amount(value, unit)


def _scale(low: float, high: float, start: float, end: float) -> Scale:
    reach = (high - low) or 1.0
    return lambda value: start + (value - low) / reach * (end - start)


def _day(value: Value) -> float | None:
    try:
        return float(dt.date.fromisoformat(value.period_to or "").toordinal())
    except ValueError:
        return None


def _high(value: Value) -> float:
    return value.high if value.high is not None else value.low


def _axis(ticks: Sequence[float], up: Scale, unit: str) -> Iterator[str]:
    for tick in ticks:
        y = up(tick)
        yield f'<line class="axis" x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT + 24}" y2="{y:.1f}"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{escape(short(tick, unit))}</text>'


def _days(dots: Sequence[Dot]) -> Iterator[str]:
    """Months under the dots, as many as fit without touching."""
    last = -1000.0
    for dot in dots:
        if dot.x - last < 66:
            continue
        last = dot.x
        day = dt.date.fromisoformat(dot.value.period_to or "")
        yield f'<text x="{dot.x:.1f}" y="{HEIGHT - 14}" text-anchor="middle">{day:%b %Y}</text>'


def _break_mark(x: float) -> str:
    """A dashed line across, with words: the values on its two sides are not of the same thing."""
    line = f'<line class="break" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}"/>'
    return f'{line}<text x="{x:.1f}" y="{TOP - 10}" text-anchor="middle">definition changed</text>'


def _line(dots: Sequence[Dot], breaks: frozenset[int] = frozenset()) -> str:
    """From dot to dot, through the middle of a range; broken at a period of which two papers differ, and before the
    dots of ``breaks``, where the definition changed."""
    stretches: list[list[str]] = [[]]
    for index, dot in enumerate(dots):
        if index in breaks:
            stretches.append([])
        if dot.value.conflicting:
            stretches.append([])
        else:
            stretches[-1].append(f"{dot.x:.1f},{(dot.top + dot.bottom) / 2:.1f}")
    return "".join(f'<polyline class="line" points="{" ".join(one)}"/>' for one in stretches if len(one) > 1)


def _marks(dot: Dot) -> Iterator[str]:
    if dot.value.high is not None and not dot.value.conflicting:
        yield f'<line class="band" x1="{dot.x:.1f}" y1="{dot.top:.1f}" x2="{dot.x:.1f}" y2="{dot.bottom:.1f}"/>'
    yield f'<circle class="dot" cx="{dot.x:.1f}" cy="{dot.bottom:.1f}" r="4"/>'
    if dot.value.high is not None:
        yield f'<circle class="dot" cx="{dot.x:.1f}" cy="{dot.top:.1f}" r="4"/>'


def _labelled(dots: Sequence[Dot]) -> set[int]:
    everything = range(len(dots))
    if len(dots) <= MOST_LABELS:
        chosen: list[int] = []
        for index in everything:
            if not chosen or dots[index].x - dots[chosen[-1]].x >= 52:
                chosen.append(index)
        return {*chosen}
    by_height = sorted(everything, key=lambda index: dots[index].top)
    return {0, len(dots) - 1, by_height[0], by_height[-1]}
