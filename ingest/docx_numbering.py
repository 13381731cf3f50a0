"""Automatic numbers and styles of a Word file: what is printed in front of a paragraph, though it stands nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from ingest.numbering import format_number

_PLACEHOLDER = re.compile(r"%([1-9])")
_HEADING_NAME = re.compile(r"heading\s*([1-9])", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off"})

_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,9}$")


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a numbering definition."""

    kind: str
    text: str
    start: int
    legal: bool


@dataclass(slots=True)
class _Counter:
    """The running numbers of one list."""

    values: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Computes markers in document order: call ``marker`` once for each paragraph, from first to last."""

    def __init__(self, file: Any) -> None:
        self._styles: dict[str, Any] = {}
        for style in file.styles.element.iterchildren(qn("w:style")):
            self._styles[style.get(qn("w:styleId"))] = style
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._counters: dict[str, _Counter] = {}
        self._started: set[str] = set()
        self._read(file)

    def _read(self, file: Any) -> None:
        relations = [rel for rel in file.part.rels.values() if (rel.reltype or "").endswith("/numbering")]
        if not relations:
            return
        # Read from the bytes: under a wrong content type the library keeps the part without parsing it.
        root = parse_xml(relations[0].target_part.blob)
        for abstract in root.iterchildren(qn("w:abstractNum")):
            levels = {
                _integer(level.get(qn("w:ilvl")), 0): _level(level) for level in abstract.iterchildren(qn("w:lvl"))
            }
            self._levels[abstract.get(qn("w:abstractNumId"))] = levels
        for number in root.iterchildren(qn("w:num")):
            name = number.get(qn("w:numId"))
            reference = number.find(qn("w:abstractNumId"))
            if reference is not None:
                self._abstract_of[name] = reference.get(qn("w:val"))
            for override in number.iterchildren(qn("w:lvlOverride")):
                start = override.find(qn("w:startOverride"))
                if start is not None:
                    level = _integer(override.get(qn("w:ilvl")), 0)
                    self._overrides.setdefault(name, {})[level] = _integer(start.get(qn("w:val")), 1)

    def marker(self, paragraph: Any) -> tuple[str, int] | None:
        """The printed marker and its level (0 outermost), or None where the paragraph has no number."""
        found = self._number_of(paragraph)
        if found is None:
            return None
        name, depth = found
        abstract = self._abstract_of.get(name)
        levels = self._levels.get(abstract or "", {})
        level = levels.get(depth)
        if abstract is None or level is None or level.kind == "none":
            return None
        if level.kind == "bullet":
            return "•", depth
        counter = self._counters.setdefault(abstract, _Counter())
        self._restart(name, counter)
        counter.values[depth] = counter.values.get(depth, level.start - 1) + 1
        for deeper in [other for other in counter.values if other > depth]:
            del counter.values[deeper]
        return self._print(level, levels, counter), depth

    def _restart(self, name: str, counter: _Counter) -> None:
        if name in self._started:
            return
        self._started.add(name)
        for depth, start in self._overrides.get(name, {}).items():
            counter.values[depth] = start - 1

    def _print(self, level: _Level, levels: dict[int, _Level], counter: _Counter) -> str:
        def number(match: re.Match[str]) -> str:
            depth = int(match.group(1)) - 1
            other = levels.get(depth)
            value = counter.values.get(depth, other.start if other else 1)
            kind = "decimal" if level.legal or other is None else other.kind
            return format_number(value, kind)

        return _PLACEHOLDER.sub(number, level.text).strip()

    def _number_of(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(qn("w:pPr"))
        own = properties.find(qn("w:numPr")) if properties is not None else None
        name, depth = _read_number(own)
        for style in self._style_chain(paragraph):
            if name is not None and depth is not None:
                break
            style_properties = style.find(qn("w:pPr"))
            inherited = style_properties.find(qn("w:numPr")) if style_properties is not None else None
            style_name, style_depth = _read_number(inherited)
            name = style_name if name is None else name
            depth = style_depth if depth is None else depth
        if name is None or name == "0":
            return None
        return name, depth or 0

    def _style_chain(self, paragraph: Any) -> list[Any]:
        properties = paragraph.find(qn("w:pPr"))
        reference = properties.find(qn("w:pStyle")) if properties is not None else None
        name = reference.get(qn("w:val")) if reference is not None else None
        chain: list[Any] = []
        while name in self._styles and len(chain) < 20:
            style = self._styles[name]
            chain.append(style)
            based = style.find(qn("w:basedOn"))
            name = based.get(qn("w:val")) if based is not None else None
        return chain

    def _style_names(self, paragraph: Any) -> list[str]:
        names = [style.find(qn("w:name")) for style in self._style_chain(paragraph)]
        return [name.get(qn("w:val")) or "" for name in names if name is not None]

    def heading_level(self, paragraph: Any) -> int:
        """1 to 9 where the style or the outline level makes the paragraph a heading, else 0."""
        for name in self._style_names(paragraph):
            match = _HEADING_NAME.match(name)
            if match:
                return int(match.group(1))
            if name.lower() == "title":
                return 1
            if name.lower() == "subtitle":
                return 2
        properties = paragraph.find(qn("w:pPr"))
        outline = properties.find(qn("w:outlineLvl")) if properties is not None else None
        value = _integer(outline.get(qn("w:val")), 9) if outline is not None else 9
        return value + 1 if 0 <= value < 9 else 0

    def is_contents(self, paragraph: Any) -> bool:
        return any(name.lower().startswith(("toc ", "table of contents")) for name in self._style_names(paragraph))

    def style_is_bold(self, paragraph: Any) -> bool:
        for style in self._style_chain(paragraph):
            properties = style.find(qn("w:rPr"))
            bold = properties.find(qn("w:b")) if properties is not None else None
            if bold is not None:
                return (bold.get(qn("w:val")) or "1") not in _OFF
        return False


def _level(element: Any) -> _Level:
    def value(name: str, otherwise: str) -> str:
        found = element.find(qn(name))
        return (found.get(qn("w:val")) or otherwise) if found is not None else otherwise

    start = value("w:start", "1")
    return _Level(
        value("w:numFmt", "decimal"),
        value("w:lvlText", ""),
        _integer(start, 1),
        element.find(qn("w:isLgl")) is not None,
    )


def _read_number(element: Any) -> tuple[str | None, int | None]:
    if element is None:
        return None, None
    name, depth = element.find(qn("w:numId")), element.find(qn("w:ilvl"))
    return (
        name.get(qn("w:val")) if name is not None else None,
        _integer(depth.get(qn("w:val")), 0) if depth is not None else None,
    )


def _integer(value: str | None, otherwise: int) -> int:
    """A number of a list as Word writes it; ``otherwise`` where the file holds anything else."""
    return int(value) if value and _WHOLE_NUMBER.match(value) else otherwise
