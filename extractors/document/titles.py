"""The title of a paper: labelled ("Subject:"), printed as its heading, or opening its minutes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.dates.grammar import parse_dates
from extractors.document.bodies import is_body
from extractors.document.council_names import is_council, names_council
from extractors.document.other_meetings import tells_of_another_meeting
from extractors.document.parties import is_party
from extractors.document.title_case import is_capitals, ordinary_case
from extractors.reading import Reading
from extractors.structure.heading_words import after_numbering, content_words
from extractors.structure.labels import Label, field_of, find_labels
from extractors.structure.passages import Passage
from extractors.structure.section_kinds import kind_of_heading
from extractors.vocabulary import load
from ingest.document import BlockKind

_HEAD_PASSAGES = 40
_HEAD_CHARACTERS = 2500
_LONGEST = 260
_WORDS: dict[str, str] = load("titles")["mastheads"]
_MINUTES = re.compile(_WORDS["minutes"])
_MINUTES_END = re.compile(_WORDS["minutes_end"])
_SAYS_NO_BODY = re.compile(_WORDS["says_no_body"])
_OTHER_MEETING = re.compile(_WORDS["other_meeting"])
_CONTACT = re.compile(_WORDS["contact"])
_SENTENCE = re.compile(r"[.;:][”\"’']?\s*\Z")
_COLUMNS = re.compile(r"[^\S\n]{3,}|\t")
_NO_TITLE_SECTIONS = frozenset(
    {"reasons", "alternatives", "conflicts", "dispensations", "record_of_decision", "call_in"}
)
_IN_BRACKETS = re.compile(r"\([^()]*\)\W*|\(\w{1,3}\)\s.*|[a-z]\)\s.*")
"""A remark below a title, or a clause or entry of a list: "(Update report refers)", "(1) the scheme be approved"."""
_TELLS = re.compile(_WORDS["tells"])
_BREADCRUMB = re.compile(r"\w\s+[>»]\s+\w")
_LETTERS = re.compile(r"[A-Za-z]{3}")
_ITEM_TAIL = re.compile(_WORDS["item_tail"])
_NOTE_MARK = re.compile(_WORDS["note_mark"])
_MINUTES_WITH_BODY = re.compile(_WORDS["minutes_with_body"])
_AMID_PROSE = re.compile(_WORDS["amid_prose"])
_OF_A_LIST = re.compile(_WORDS["of_a_list"])
_PAGE_KIND = re.compile(_WORDS["page_kind"])


@dataclass(frozen=True, slots=True)
class PrintedTitle:
    """``text[start:end]`` is the title as printed; ``words`` the title on one line, in ordinary case."""

    start: int
    end: int
    words: str
    labelled: bool
    rule: str


@dataclass(frozen=True, slots=True)
class _Wordings:
    not_titles: re.Pattern[str]
    masthead: re.Pattern[str]
    alone: frozenset[tuple[str, ...]]
    items_begin: re.Pattern[str]
    business_begins: re.Pattern[str]
    place: re.Pattern[str]


@cache
def _wordings() -> _Wordings:
    data = load("titles")
    # Whole words: "Exempt report" is no title, "Exemptions granted" is.
    starts = "|".join(
        re.escape(words) + (r"s?(?![a-z])" if words[-1].isalpha() else "") for words in data["not_titles"]
    )
    return _Wordings(
        not_titles=re.compile(starts),
        masthead=re.compile(data["masthead"]),
        alone=frozenset(content_words(words) for words in data["not_titles_alone"]),
        items_begin=re.compile(data["items_begin"]),
        business_begins=re.compile(data["business_begins"]),
        place=re.compile(data["place"]),
    )


def printed_titles(
    reading: Reading, flow: Sequence[Passage], labels: Sequence[Label] | None = None
) -> tuple[PrintedTitle, ...]:
    """Every title printed: the labelled ones, else the heading of the paper and where that is printed again."""
    labels = find_labels(reading, flow) if labels is None else labels
    labelled = tuple(_labelled(reading, labels))
    if labelled:
        return labelled
    heading = _heading_title(reading, flow, labels)
    if heading is None:
        return ()
    again = [
        _title(reading, passage.body if not passage.heading else passage.start, passage.end, "title.again")
        for passage in flow
        if passage.heading
        and passage.start > heading.end
        and content_words(_words(reading, passage)) == content_words(heading.words)
    ]
    return (heading, *again)


def _labelled(reading: Reading, labels: Sequence[Label]) -> Iterator[PrintedTitle]:
    weak = {content_words(label) for label in load("titles")["weak_labels"]}
    for label in labels:
        if label.field != "title" or not _LETTERS.search(label.value) or content_words(label.label) in weak:
            continue
        title = _title(reading, label.start, min(label.end, label.start + _LONGEST), "title.label", labelled=True)
        if label.value != reading.text[label.start : label.end]:
            # Words of the label stand between the lines of the title.
            title = replace(title, words=ordinary_case(_NOTE_MARK.sub("", " ".join(label.value[:_LONGEST].split()))))
        yield title


def _title(reading: Reading, start: int, end: int, rule: str, *, labelled: bool = False) -> PrintedTitle:
    printed = reading.text[start:end]
    tail = _ITEM_TAIL.search(printed)
    if tail is not None and tail.start() > 0:
        end = start + tail.start()
    mark = _NOTE_MARK.search(printed[: end - start])
    if mark is not None and mark.start() > 0 and not printed.startswith("**"):
        end = start + mark.start()
    words = " ".join(reading.text[start:end].replace("**", "").split())
    return PrintedTitle(start, end, ordinary_case(words), labelled, rule)


def _words(reading: Reading, passage: Passage) -> str:
    return " ".join(reading.text[passage.start : passage.end].replace("**", "").split())


def _heading_title(reading: Reading, flow: Sequence[Passage], labels: Sequence[Label]) -> PrintedTitle | None:
    """The first line of the head that is no name of a council or body, no date, no label and no label's value."""
    valued = {label.start for label in labels if label.field != "other"} | {label.label_start for label in labels}
    plain: Passage | None = None
    for index, passage in enumerate(flow[:_HEAD_PASSAGES]):
        if passage.start > _HEAD_CHARACTERS:
            break
        words = _words(reading, passage)
        if (passage.heading and _opens_body(words, flow, index)) or _begins_business(words):
            if _dates_the_decision(reading, flow, index):
                continue
            break
        first_column = _COLUMNS.split(reading.text[passage.start : passage.end], maxsplit=1)[0]
        if passage.start in valued or passage.body in valued or is_party(first_column) or not _may_be_title(words):
            if _is_prose(words):
                break
            continue
        if passage.heading:
            return _title(reading, passage.start + after_numbering(words), passage.end, "title.heading")
        if passage.cell or passage.label:
            continue
        plain = plain or passage
    return None if plain is None else _title(reading, plain.start, plain.end, "title.line")


def _opens_body(words: str, flow: Sequence[Passage], index: int) -> bool:
    return index > 0 and kind_of_heading(words) in (
        "summary", "recommendations", "background", "record_of_decision", "reasons", "attendance", "minutes_of_previous"
    )  # fmt: skip


def _dates_the_decision(reading: Reading, flow: Sequence[Passage], index: int) -> bool:
    """Whether nothing but a day stands below the heading: "Decision made:", and the title comes after it."""
    below = flow[index + 1] if index + 1 < len(flow) else None
    return below is not None and says_only_a_date(_words(reading, below))


def _begins_business(words: str) -> bool:
    known = _wordings()
    return known.items_begin.fullmatch(words) is not None or known.business_begins.match(words) is not None


def _is_prose(words: str) -> bool:
    return len(words.split()) > 40


def _may_be_title(words: str) -> bool:
    if not _LETTERS.search(words) or len(words) > _LONGEST or len(words.split()) > 30:
        return False
    lowered = words.lower().lstrip("*# ")
    known = _wordings()
    if known.not_titles.match(lowered) or content_words(words) in known.alone or known.place.fullmatch(words):
        return False
    if known.masthead.fullmatch(words):
        return False
    if _CONTACT.search(words) or _SENTENCE.search(words) or _IN_BRACKETS.fullmatch(words) or _TELLS.match(words):
        return False
    if kind_of_heading(words.split(":")[0]) in _NO_TITLE_SECTIONS or words[0] in "•●▪■·":
        return False
    if field_of(words) is not None or is_party(words):
        return False
    if " – " in words and any(post in lowered for post in load("people")["portfolio_posts"]):
        return False
    return not says_only_a_date(words)


def says_only_a_date(words: str) -> bool:
    """Whether the line says little more than a date ("27 NOVEMBER 2013", "Cabinet Meeting11th March 2010")."""
    dates = parse_dates(words)
    covered = sum(span.end - span.start for span in dates)
    if dates and dates[0].start <= 1 and dates[0].precision == "day":
        return True  # "Wednesday 9 March 2016, 5.30pm, City Hall"
    if dates and dates[0].precision not in ("day", "month", "range"):
        return False  # "Scorecard: Quarter 2 2022-23"
    if dates and dates[-1].end == len(words) and is_party(words[: dates[0].start].strip(" ,-–—:(")):
        return True  # "Scrutiny Panel - 7 December 2022"
    return bool(dates) and len(words) - covered <= 30 and covered >= 8


def minutes_title(reading: Reading, flow: Sequence[Passage]) -> PrintedTitle | None:
    """ "Minutes of a meeting of the Cabinet", without place and day, where the minutes open so."""
    for index, passage in enumerate(flow[:_HEAD_PASSAGES]):
        if passage.start > _HEAD_CHARACTERS:
            return None
        words = _words(reading, passage)
        if _begins_business(words):
            return None
        with_body = _MINUTES_WITH_BODY.match(words)
        if with_body is not None and is_body(words[with_body.end() :]):
            return _title(reading, passage.start, passage.end, "title.minutes")
        match = _MINUTES.search(reading.text, passage.start, min(passage.end, passage.start + 400))
        if match is None or match.start() - passage.start > 80 or passage.marker:
            continue
        if _OTHER_MEETING.match(reading.text, match.start()) or reading.text[match.end() : match.end() + 1] == ":":
            continue
        if tells_of_another_meeting(reading.text, match.start(), match.end()):
            continue
        if _AMID_PROSE.search(reading.text, passage.start, match.start()):
            continue
        end_match = _MINUTES_END.search(_unwrapped(reading, passage), match.end() - passage.start)
        end = passage.start + end_match.start() if end_match else _heading_end(reading, flow, index)
        title = _title(reading, match.start(), min(end, match.start() + _LONGEST), "title.minutes")
        if _SAYS_NO_BODY.fullmatch(title.words):
            return _of_body_above(reading, flow[:index], title)
        words = title.words[0].upper() + title.words[1:]
        first, _, rest = words.partition(" ")
        return PrintedTitle(title.start, title.end, f"{first.capitalize()} {rest}", False, title.rule)
    return None


def _of_body_above(reading: Reading, above: Sequence[Passage], masthead: PrintedTitle) -> PrintedTitle | None:
    """ "Minutes of the Roads Panel", where "ROADS PANEL" stands over "Minutes of the meeting held on ..."."""
    body = body_heading(reading, above)
    if body is None:
        return None
    what = masthead.words.partition(" ")[0].capitalize()
    return replace(body, words=f"{what} of the {body.words.removeprefix('The ')}", rule="title.minutes_of_body")


def item_page_title(reading: Reading, flow: Sequence[Passage]) -> PrintedTitle | None:
    """The line below "Agenda item" on the page that a council's site has for one item, though it ends in a stop."""
    for passage, below in itertools.pairwise(flow[: _HEAD_PASSAGES // 4]):
        if _words(reading, passage).lower() != "agenda item":
            continue
        words = _words(reading, below)
        if words.lower() != "agenda item" and len(words) <= _LONGEST and not _begins_business(words):
            title = _title(reading, below.start, below.end, "title.item_page")
            return replace(title, words=title.words.rstrip(" ."))
    return None


def title_of_list(reading: Reading, flow: Sequence[Passage]) -> PrintedTitle | None:
    """ "CABINET DECISION SHEET": what a list of many items is called, over the first of them."""
    for passage in flow[: _HEAD_PASSAGES // 4]:
        words = _words(reading, passage)
        if passage.label or len(words) > _LONGEST // 2 or _begins_business(words):
            continue
        if _OF_A_LIST.fullmatch(words) and not names_council(words):
            return _title(reading, passage.start, passage.end, "title.of_list")
    return None


def body_heading(reading: Reading, flow: Sequence[Passage]) -> PrintedTitle | None:
    """The name of the body over minutes that open "Minutes of the meeting held on ..." without saying whose."""
    for passage in flow[: _HEAD_PASSAGES // 4]:
        words = _words(reading, passage)
        if passage.end - passage.start <= _LONGEST // 2 and is_body(words) and not is_council(words):
            return _title(reading, passage.start, passage.end, "title.body")
    return None


def _heading_end(reading: Reading, flow: Sequence[Passage], index: int) -> int:
    """Where the heading at ``index`` ends, with the next line where that goes on with the name of the body."""
    if (
        index + 1 < len(flow)
        and flow[index].heading
        and flow[index + 1].heading
        and is_body(_words(reading, flow[index + 1]))
    ):
        return flow[index + 1].end
    return flow[index].end


def _may_head(words: str) -> bool:
    """Whether a heading may stand for a title at last: web pages head their frames too."""
    folded = " ".join(words.split()).strip("*: ")
    return content_words(folded) not in _wordings().alone and _IN_BRACKETS.fullmatch(folded) is None


def _unwrapped(reading: Reading, passage: Passage) -> str:
    return reading.text[passage.start : passage.end].replace("\n", " ")


def html_title(reading: Reading) -> str | None:
    """The title in the file's own properties, where it has the form of one; the last resort."""
    title = reading.document.title
    if not title or reading.document.media_type != "text/html" or len(title) > _LONGEST:
        return None
    return ordinary_case(_PAGE_KIND.sub("", " ".join(title.partition(" | ")[0].split())))


def first_heading(reading: Reading) -> PrintedTitle | None:
    """The first heading of the paper, whatever it says, with a heading on the next line that goes on with it."""
    blocks = [block for block in reading.body if block.start < block.end]
    for index, block in enumerate(blocks[:_HEAD_PASSAGES]):
        words = reading.words(block)
        if _begins_business(" ".join(words.split())):
            return None
        if block.kind is not BlockKind.HEADING or not _LETTERS.search(words) or _BREADCRUMB.search(words):
            continue
        if after_numbering(words) > 0 and (kind_of_heading(words) is not None or not content_words(words)[1:]):
            return None
        if kind_of_heading(words) == "attendance":
            return None
        if not _may_head(words):
            continue
        only_party = is_party(" ".join(words.split())) or says_only_a_date(words)
        if only_party and not (
            index + 1 < len(blocks) and is_capitals(words) and is_body(reading.words(blocks[index + 1]))
        ):
            continue
        after = blocks[index + 1] if index + 1 < len(blocks) else block
        goes_on = after.kind is BlockKind.HEADING and is_capitals(words) and is_body(reading.words(after))
        return _title(reading, block.start, after.end if goes_on else block.end, "title.first_heading")
    return None
