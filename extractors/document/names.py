"""Names and posts in a printed value: "Sarah Hammond, Corporate Director", "Cllr J Smith (Chair)".

Nothing is looked up: a name is known by its form, a post by its words. What is neither is no person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors.vocabulary import load

_NAME_TOKEN = re.compile(
    r"(?:[A-ZÀ-Þ][a-zß-ÿA-ZÀ-Þ'’]*(?:-[A-ZÀ-Þa-z][\w'’]*)*|[A-Z]{1,3}|(?:[A-Z]\.){1,4}[A-Z]?)\.?\Z"
)
_WORDS: dict[str, str] = load("people")["around_names"]
_CONTACT = re.compile(_WORDS["contact"])
_MAIN_BREAK = re.compile(r"\s{0,8}(?:,|;|\||\t|\n|\s[-–—]\s|\s{3,})\s{0,8}")
_WRAPPED = re.compile(_WORDS["wrapped"])
_BRACKET = re.compile(r"\s{0,8}\((?P<inside>[^()]{2,120})\)\s{0,8}")
_IN_POST = re.compile(_WORDS["in_post"])
_NAMED_AFTER_AREA = re.compile(_WORDS["named_after_area"])
_MAX_NAME = 60
_MAX_POST = 160


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name, a post, or both; never neither."""

    name: str | None
    post: str | None


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("people")[key])


def _bare(token: str) -> str:
    return token.lower().strip(".,:;()'’*")


def is_post(words: str) -> bool:
    """Whether ``words`` hold a word of a post and are short enough to be one."""
    tokens = words.split()
    if not tokens or len(words) > _MAX_POST or not words.lstrip("(*")[:1].isupper():
        return False
    bare = [_bare(token) for token in tokens]
    return any(word in _words("post_words") or word.removesuffix("s") in _words("post_words") for word in bare)


def names_post(words: str) -> bool:
    """Whether a word of ``words`` names one who holds a post ("Deputy Leader"), not the field of work alone."""
    return any(_bare(token) in _words("holders") for token in words.split())


def is_name(words: str, *, surname_alone: bool = False, beside_post: bool = False) -> bool:
    """Whether ``words`` have the form of a person's name.

    Without "Cllr", "Mrs" and the like at least two words are asked for, unless ``surname_alone``; and the surname may
    be a word for a place ("Tina Hall") only ``beside_post``, where what follows is the post of a person.
    """
    tokens = [token for token in words.replace("’", "'").split() if token]
    if not tokens or len(words) > _MAX_NAME:
        return False
    rest = [token for index, token in enumerate(tokens) if not _is_honorific(tokens, index)]
    titled = len(rest) < len(tokens)
    rest = [token for token in rest if _bare(token) not in _words("honours")]
    if not rest or len(rest) > 5 or not all(_is_name_token(token) for token in rest):
        return False
    if any(_bare(token) in _words("joining") for token in rest):
        return False  # "APPOINTMENT OF", above "CHAIR"
    if any(token.endswith(("'s", "s'")) for token in rest):
        return False  # "Children's Select (Committee)": whose it is
    alone = surname_alone and len(rest) == 1 and _bare(rest[0]) in _words("surnames_alone")
    as_surname = alone or (beside_post and not titled and _is_surname_like_a_place(rest))
    as_surname = as_surname or _is_titled_surname(tokens, rest[-1])
    words_of_name = {_bare(token) for token in (rest[:-1] if as_surname else rest)}
    if words_of_name & (_words("post_words") | _words("not_people")):
        return False
    if words_of_name & _words("places") and not titled:
        return False
    long_words = [token for token in rest if len(_bare(token)) > 1]
    if not long_words or (not titled and words.isupper() and len(rest) > 3):
        return False
    return titled or surname_alone or len(rest) >= 2


def _is_surname_like_a_place(tokens: list[str]) -> bool:
    """ "Tina Hall", "D West"; but no "Town Hall" and no "Civic Centre"."""
    *before, last = (_bare(token) for token in tokens)
    others = _words("places") | _words("before_places")
    return bool(before) and last in _words("place_surnames") and not others.intersection(before)


def _is_titled_surname(tokens: list[str], last: str) -> bool:
    """ "Mrs Page", "Cllr J Hall": behind a title a word of papers or places is a surname."""
    return _bare(last) in _words("surnames_too") and any(_bare(token) in _words("titles") for token in tokens)


def _is_honorific(tokens: list[str], index: int) -> bool:
    if _is_of_a_council(tokens, index):
        return True
    if _bare(tokens[index]) not in _words("honorifics"):
        return False
    return all(
        _bare(token) in _words("honorifics") or _bare(token) in ("the", "y") or _is_of_a_council(tokens, place)
        for place, token in enumerate(tokens[:index])
    )


def _is_of_a_council(tokens: list[str], index: int) -> bool:
    """ "Borough Councillor", "NCC Cllr": the first word says of which council, and only before that title."""
    if index > 0 or len(tokens) < 3 or _bare(tokens[1]) not in ("councillor", "cllr"):
        return False
    return _bare(tokens[0]) in _words("kinds_of_council") or (tokens[0].isupper() and 2 <= len(tokens[0]) <= 5)


def _is_name_token(token: str) -> bool:
    return _NAME_TOKEN.match(token.strip("*,")) is not None or _bare(token) in _words("particles")


def without_contact_details(value: str) -> str:
    """``value`` without telephone numbers, e-mail and web addresses."""
    return _CONTACT.sub(" , ", value)


def parse_person(value: str) -> PersonName | None:
    """The person in ``value``, whichever of name and post comes first; None where neither has its form."""
    cleaned = _WRAPPED.sub(" ", without_contact_details(_IN_POST.sub("", value.replace("**", ""))))
    area = _NAMED_AFTER_AREA.fullmatch(_tidy(cleaned))
    if area is not None and not _is_prose(area.group()) and not is_name(_tidy(cleaned.split(",")[0])):
        return PersonName(None, area.group())
    bracket = _BRACKET.search(cleaned)
    if bracket is not None and not _MAIN_BREAK.search(cleaned[: bracket.start()].strip()):
        name, inside = _tidy(cleaned[: bracket.start()]), _tidy(bracket.group("inside"))
        if is_name(name, beside_post=is_post(inside) and names_post(inside)):
            return PersonName(name, inside or None)
        if is_post(name) and is_name(inside):
            return PersonName(inside, name)
    chunks = [chunk for chunk in (_tidy(part) for part in _MAIN_BREAK.split(cleaned)) if chunk]
    return _from_chunks([part for chunk in chunks for part in _split_glued(chunk)])


def _split_glued(chunk: str) -> list[str]:
    """A name and a post that a lost line end has joined: "Peter Oakford Interim Director" -> both."""
    tokens = chunk.split()
    if len(tokens[0]) > 2 and tokens[0].isupper() and not chunk.isupper():
        return [chunk]  # "ICT Change Officer" is no Mr Change
    for count in range(min(5, len(tokens) - 1), 1, -1):
        name, rest = " ".join(tokens[:count]), " ".join(tokens[count:])
        if _bare(tokens[count]) in _words("post_words") and is_name(name) and is_post(rest):
            return [name, rest]
    return [chunk]


def _from_chunks(chunks: list[str]) -> PersonName | None:
    if not chunks:
        return None
    if is_name(chunks[0], beside_post=len(chunks) > 1 and names_post(chunks[1]) and is_post(chunks[1])):
        post_end = 1
        while post_end < len(chunks) and _goes_with_post(chunks, post_end):
            post_end += 1
        post = ", ".join(chunks[1:post_end])
        name = chunks[0]
        if post and _bare(post) in _words("honours"):
            return PersonName(f"{name}, {post}", None)
        return PersonName(name, post or None)
    for index, chunk in enumerate(chunks[1:], start=1):
        if is_name(chunk) and is_post(", ".join(chunks[:index])):
            return PersonName(chunk, ", ".join(chunks[:index]))
    whole = ", ".join(chunks)
    if is_post(chunks[0]) and len(whole) <= _MAX_POST and not _is_prose(whole):
        return PersonName(None, whole)
    return None


def _goes_with_post(chunks: list[str], index: int) -> bool:
    chunk = chunks[index]
    if index == 1:
        return is_post(chunk) or _bare(chunk) in _words("honours") or (len(chunks) > 2 and is_post(chunks[2]))
    # "Director of Children, Young People and Education": the list goes on within the post.
    return not is_name(chunk, surname_alone=False) or is_post(chunk) or " and " in chunk


def _is_prose(words: str) -> bool:
    return any(_bare(token) in _words("verbs") for token in words.split())


def _tidy(words: str) -> str:
    edges = " ,;:|-–—*\t."
    if words.count("(") != words.count(")"):
        edges += "()"
    return " ".join(words.split()).strip(edges)


def split_list(value: str) -> Iterator[tuple[str, int, int]]:
    """The members of a printed list of people with their offsets: parted by commas, semicolons, "and", line ends.

    Brackets are kept together ("Mr R Smith (Director of Roads, Parks and Health)").
    """
    depth, start = 0, 0
    index = 0
    while index < len(value):
        char = value[index]
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        step = 1
        if depth == 0:
            step = _separator_length(value, index)
            if step:
                yield from _member(value, start, index)
                start = index + step
            step = step or 1
        index += step
    yield from _member(value, start, len(value))


_SEPARATOR = re.compile(_WORDS["between_members"])


def _separator_length(value: str, index: int) -> int:
    match = _SEPARATOR.match(value, index)
    return len(match.group()) if match else 0


def _member(value: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    while start < end and value[start] in " \t\r\n*•-–.:":
        start += 1
    while end > start and value[end - 1] in " \t\r\n*.:":
        end -= 1
    if start < end:
        yield value[start:end], start, end
