"""What a clause does: noted, approved, delegated, ... read from its operative verbs, never guessed.

The grammars of the field: subject + "be" + participle ("the report be noted"), infinitive list ("to note the
report"), third person ("Notes the report"), past ("Noted"; "the Committee noted"), bare subjunctive ("the Monitoring
Officer write to"). A clause without an operative verb takes the effect of its lead-in ("It was APPROVED:") or is
``unstated``. Verbs and wordings are data in vocabulary/effects.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors.structure.folding import one_space
from extractors.vocabulary import load
from extractors.vocabulary.screened import Screened, screened

UNSTATED = "unstated"
_WEIGHED = ""
"""What a verb such as "consider" does: nothing yet, but the verbs joined to it are operative."""


@dataclass(frozen=True, slots=True)
class Effects:
    """The effects of one clause in the order in which its words give them; ``rule`` names what found the first."""

    names: tuple[str, ...]
    rule: str
    doubts: tuple[str, ...] = ()

    @property
    def stated(self) -> bool:
        return self.names != (UNSTATED,)


@dataclass(frozen=True, slots=True)
class _Verb:
    effect: str
    generic: bool


@dataclass(frozen=True, slots=True)
class _Phrase:
    name: str
    effect: str
    pattern: Screened
    only: bool
    adds: bool
    suppresses: tuple[str, ...]
    covers: bool
    """Whether the words of the phrase are one act: "a further report be submitted to Cabinet" refers nothing."""


@dataclass(frozen=True, slots=True)
class _Hit:
    position: int
    effect: str
    rule: str
    generic: bool = False
    weak: bool = False
    """Counts only where nothing firmer was found."""


@dataclass(frozen=True, slots=True)
class _Grammar:
    base: dict[str, _Verb]
    third: dict[str, _Verb]
    past: dict[str, _Verb]
    phrases: tuple[_Phrase, ...]
    opening: re.Pattern[str]
    subject: re.Pattern[str]
    officer: re.Pattern[str]
    asking: re.Pattern[str]
    closing: re.Pattern[str]
    coordinated: dict[str, re.Pattern[str]]
    passive: re.Pattern[str]
    joined_participle: re.Pattern[str]
    before_be: frozenset[str]
    by_reference: re.Pattern[str]
    recurs: tuple[tuple[str, re.Pattern[str]], ...]

    def of_form(self, form: str) -> dict[str, _Verb]:
        return {"base": self.base, "third": self.third, "past": self.past}[form]


_OBJECT = (
    r"(?=\s{1,8}(?:the|a|an|that|to|its|any|all|this|these|those|their|his|her|for|and|or|with|in|on|of|our|my|as|by|up|off|out|"
    r"not|each|both|decisions?|no|further|no|how|it|into|subject|[\w-]{1,40}ing|authority|delegated|approval|funding|"
    r"[A-Z0-9£‘“'\"(])\b|\s{0,8}[,;:.]|\s{0,8}$|\s{1,8}[£‘“\"(])"
)


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word).replace("_", r"\s+") for word in sorted(words, key=len, reverse=True))


@cache
def _grammar() -> _Grammar:
    data = load("effects")
    forms: tuple[dict[str, _Verb], dict[str, _Verb], dict[str, _Verb]] = ({}, {}, {})
    groups = [(group["effect"], group["forms"], False) for group in data["verbs"]]
    groups += [("approved", data["generic"]["forms"], True), (_WEIGHED, data["weighing"]["forms"], True)]
    for effect, lines, generic in groups:
        for line in lines:
            for table, word in zip(forms, line.split(), strict=True):
                table.setdefault(word.replace("_", " "), _Verb(effect, generic))
    base, third, past = forms
    adverbs, bodies = data["opening"]["adverbs"], data["opening"]["bodies"]
    any_verb = _alternatives([*base, *third, *past])
    opening = (
        r"\W{0,6}(?:[Tt]hat[,:]?\s+)?(?:[Tt]o\s+)?"
        rf"(?:(?i:to|{adverbs})\s{{1,8}}){{0,3}}(?i:(?P<verb>{any_verb}))\b(?!\s{{1,8}}(?:be|is|are|was|were|will|would)\b)(?!-)"
        r"(?!\s+(?!the\b|that\b|to\b)[\w-]+(?:\s[\w-]+)?:\s\S)"
    )
    subject = (
        r"\W{0,6}(?:[Tt]hat[,:]?\s{1,8})?(?:[Tt]he\s{1,8}|A\s{1,8}|As\s{1,8})?(?:[\w&’',\-]{1,40} ){0,8}?"
        rf"(?:{bodies})\b(?:, (?:at|on|in|after|following)\b[^,;:.]{{3,80}})?,?"
        r"(?: (?:for|of|and|the|&|on|with|in|[A-Z][\w&’'\-]{0,40}),?){0,10}?:?\s{1,8}"
        rf"(?:(?i:to|{adverbs})\s{{1,8}}){{0,3}}(?i:(?P<verb>{any_verb})){_OBJECT}"
    )
    participles = _alternatives(list(past))
    # An officer "approved" in the past tense only: "the Director consult the ward members" tells the officer to act.
    officer = (
        r"\W{0,6}(?:[Tt]hat[,:]?\s{1,8})?(?:[Tt]he\s{1,8})?(?:[\w&’',\-]{1,40} ){0,6}?"
        rf"(?:{data['opening']['persons']})\b,?(?: (?:for|of|and|the|&|[A-Z][\w&’'\-]*),?){{0,10}}?"
        r"(?:, (?:in exercise|under|acting|exercising)\b[^;:.]{3,160},)?\s{1,8}"
        rf"(?:(?i:has|have|{adverbs})\s{{1,8}}){{0,3}}(?P<verb>{participles}){_OBJECT}"
    )
    return _Grammar(
        base=base,
        third=third,
        past=past,
        phrases=tuple(
            _Phrase(
                p["name"],
                p["effect"],
                screened(p["pattern"]),
                p.get("only", False),
                p.get("adds", True),
                tuple(p.get("suppresses", ())),
                p.get("covers", False),
            )
            for p in data["phrases"]
        ),
        opening=re.compile(opening),
        subject=re.compile(subject),
        officer=re.compile(officer),
        asking=re.compile(data["asking"]["pattern"]),
        closing=re.compile(rf"(?i)(?:[–—:\-]\s{{0,8}}|\s)(?P<participle>{participles})\W{{0,8}}$"),
        coordinated={
            form: re.compile(
                rf"(?:,|;|\band|\bor)\s+(?:and\s+)?(?:that\s+)?(?:to\s+)?(?:(?:{adverbs})\s+){{0,2}}"
                rf"(?P<verb>{_alternatives(list(table))}){_OBJECT}"
            )
            for form, table in (("base", base), ("third", third), ("past", past))
        },
        passive=re.compile(
            r"\b(?P<be>be|was|were|is|are)\s+(?P<not>not\s+)?(?:(?:[a-z]+ly|hereby|also|and|further|only)\s+){0,3}"
            rf"(?P<participle>(?i:{participles})|[a-z]+(?:ed|en)\b)\b"
        ),
        joined_participle=re.compile(
            rf",?(?:\s[^,;.]{{0,75}}?)?(?:,|\band\b|\bor\b)\s{{1,8}}(?:(?:its|their|the)\s{{1,8}}\w{{1,60}}\s{{1,8}})?"
            rf"(?:[a-z]{{1,40}}ly\s{{1,8}}|be\s{{1,8}})?(?P<participle>{participles})\b"
        ),
        before_be=frozenset(data["not_operative"]["before_be"]),
        by_reference=re.compile(data["by_reference"]["pattern"]),
        recurs=tuple((entry["value"], re.compile(entry["pattern"])) for entry in data["recurs"]),
    )


_INFINITIVE = re.compile(
    r"\W{0,8}(?:[Tt]hat )?to (?!the\b|an?\b|this\b|its\b|consider\b|comment\b)[a-z]{2,20} (?:the|a|an|its|all|£)\s?\b"
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z(])")
_FOLD = re.compile(r"\s+")
_PRECEDING_WORDS = re.compile(r"([\w’']{1,40})\W{0,8}\Z")
_MINUTES_TITLE = re.compile(r"(?i)\b(?:minutes|minute of|(?:record|notes) of (?:the )?(?:last|previous))\b")
_BARE_ASSENT = re.compile(
    r"(?i)\W{0,8}(?:they were |these were |the minutes were )?(?:agreed|approved|confirmed|accepted)"
    r"\W*(?:as (?:a )?(?:correct|accurate|true)(?: record)?\W{0,8})?$"
)


def recurrence(clause: str) -> str | None:
    """How often the act of the clause is to recur (contract: quarterly, bimonthly, monthly, annual), or None."""
    return next((value for value, pattern in _grammar().recurs if pattern.search(clause)), None)


def is_by_reference(clause: str) -> bool:
    """Whether the clause approves recommendations printed elsewhere, so that it says nothing without them."""
    return _grammar().by_reference.search(clause) is not None


def clause_effects(clause: str, lead_effect: str | None = None, item_title: str | None = None) -> Effects:
    """The effects of ``clause``. ``lead_effect`` is what its lead-in says ("It was APPROVED:"), if anything.

    ``item_title`` is the heading of the item of business: a bare "Agreed" under "Minutes" confirms the minutes.
    """
    grammar = _grammar()
    text = grammar.asking.sub("", one_space(clause).strip(), count=1)
    agreed_to = _IT_WAS_AGREED_TO.match(text)
    if agreed_to is not None and (act := grammar.base.get(agreed_to.group("word"))) is not None and not act.generic:
        # "It was agreed to defer ..." defers.
        text = text[agreed_to.start("word") :]
    if item_title and _MINUTES_TITLE.search(item_title) and _BARE_ASSENT.match(text):
        return Effects(("minutes_confirmed",), "bare_assent_to_minutes")
    lowered = text.lower()
    for phrase in grammar.phrases:
        if phrase.only and phrase.pattern.search(text, lowered):
            return Effects((phrase.effect,), phrase.name)
    hits: list[_Hit] = []
    suppressed: set[str] = set()
    covered: list[tuple[int, int]] = []
    for phrase in grammar.phrases:
        match = None if phrase.only else phrase.pattern.search(text, lowered)
        if match is not None and phrase.adds:
            hits.append(_Hit(match.start(), phrase.effect, phrase.name))
            suppressed.update(phrase.suppresses)
            covered.extend([match.span()] if phrase.covers else [])
    offset = 0
    for sentence in _SENTENCE.split(text):
        hits.extend(_sentence_hits(grammar, sentence, offset))
        offset += len(sentence) + 1
    hits = [
        hit
        for hit in hits
        if not any(start < hit.position < end and (hit.generic or hit.rule == "forwarded_to") for start, end in covered)
    ]
    return _settle(grammar, text, hits, suppressed, lead_effect)


def _settle(grammar: _Grammar, text: str, hits: list[_Hit], suppressed: set[str], lead_effect: str | None) -> Effects:
    hits = [hit for hit in hits if hit.effect not in suppressed and hit.effect != _WEIGHED]
    denied = [hit.position for hit in hits if hit.rule == "approval_withheld"]
    # "does not accept" names the verb it denies; the denial is no approval.
    hits = [hit for hit in hits if hit.effect != "approved" or not any(0 <= hit.position - at < 40 for at in denied)]
    firm = [hit for hit in hits if not hit.weak]
    if any(hit.rule != "agreed_to" for hit in firm) and not any(hit.generic for hit in hits):
        # "agreed to note" and "agreed that the report be noted" note: to agree to an act is that act.
        firm = [hit for hit in firm if hit.rule != "agreed_to"]
    if not firm:
        lowered = text.lower()
        for phrase in grammar.phrases:
            if not phrase.adds and phrase.pattern.search(text, lowered):
                return Effects((phrase.effect,), phrase.name)
    firm = firm or hits
    closing = grammar.closing.search(text) if all(hit.generic for hit in firm) else None
    if closing is not None:
        verb = grammar.past[closing.group("participle").lower()]
        if verb.effect != _WEIGHED:
            firm = [_Hit(closing.start(), verb.effect, "closing_participle")]
    if not firm:
        if lead_effect:
            return Effects((lead_effect,), "lead_in")
        if _INFINITIVE.match(text):
            # "RESOLVED: to site the shelter by the school" is an act, whatever its verb.
            return Effects(("approved",), "infinitive_of_other_verb", ("generic_verb",))
        return Effects((UNSTATED,), "no_operative_verb")
    ordered = sorted(firm, key=lambda hit: hit.position)
    names = tuple(dict.fromkeys(hit.effect for hit in ordered))
    rule = "by_reference" if "approved" in names and grammar.by_reference.search(text) else ordered[0].rule
    return Effects(names, rule, ("generic_verb",) if ordered[0].rule == "subjunctive_of_other_verb" else ())


def _sentence_hits(grammar: _Grammar, sentence: str, offset: int) -> list[_Hit]:
    hits = _active_hits(grammar, sentence, offset)
    return hits + _passive_hits(grammar, sentence, offset, after_active=bool(hits))


_SUB_HEADING = re.compile(r"[^.;:]{3,120}?\s[–—-]\s+(?=[A-Z])")
_IT_WAS_AGREED_TO = re.compile(
    r"\W*[Ii]t was (?:unanimously |further |also |therefore )?(?:agreed|resolved|decided) to (?P<word>[a-z]+)\b"
)
_ASKED_OF_BODY = re.compile(
    r"(?:\s{1,8}to\s{1,8}(?:the\s{1,8})?(?:[A-Z][\w’&]{0,40}\s{1,8}){1,6})?\s{1,8}that\s{1,8}(?:the\s{1,8})?(?:[A-Z][\w’&]{0,40}\s{1,8}|[Ff]ull\s{1,8}){1,6}"
    r"(?P<word>[a-z]{1,40})\b"
)
"""What "recommend that the County Council approve ..." asks the other body to do."""
_THAT = re.compile(r"\W*That\s+\Z")
_HAS_OBJECT = re.compile(_OBJECT)
_INNER_ACT = re.compile(r"\s{1,8}(to|that)\s+(?:(?:formally|also)\s+)?(?P<word>[\w-]+)?")


def _active_hits(grammar: _Grammar, sentence: str, offset: int) -> list[_Hit]:
    opening = grammar.opening.match(sentence) or grammar.subject.match(sentence) or grammar.officer.match(sentence)
    if opening is None:
        heading = _SUB_HEADING.match(sentence)
        opening = grammar.opening.match(sentence, heading.end()) if heading else None
    if opening is None:
        return []
    form, verb = _form_of(grammar, opening.group("verb"))
    start, after = opening.span("verb")
    if verb.generic and form == "base" and _THAT.match(sentence[:start]) and not _HAS_OBJECT.match(sentence, after):
        # "That progress against the plan be noted": a noun with the form of a verb.
        return []
    hits = list(_verb_hits(grammar, sentence, offset, start, after, verb, f"{form}_verb"))
    joined = ["base", form] if form == "third" or any(hit.rule == "infinitive" for hit in hits) else [form]
    for other in dict.fromkeys(joined):
        for match in grammar.coordinated[other].finditer(sentence, after):
            found = grammar.of_form(other)[_FOLD.sub(" ", match.group("verb"))]
            if not found.generic:
                hits.extend(_verb_hits(grammar, sentence, offset, *match.span("verb"), found, "coordinated_verb"))
    return hits


def _verb_hits(
    grammar: _Grammar, sentence: str, offset: int, start: int, end: int, verb: _Verb, rule: str
) -> Iterator[_Hit]:
    """The verb's own hit, and for "agree to note" that of the act agreed to."""
    if verb.effect == "recommended":
        yield _Hit(offset + start, verb.effect, rule)
        asked = _ASKED_OF_BODY.match(sentence, end)
        act = _form_or_none(grammar, asked.group("word")) if asked else None
        if asked is not None and act is not None and not act.generic:
            yield _Hit(offset + asked.start("word"), act.effect, "asked_of_body")
        return
    inner = _INNER_ACT.match(sentence, end) if verb.effect == "approved" and not verb.generic else None
    if inner is None:
        yield _Hit(offset + start, verb.effect, rule, verb.generic)
        return
    yield _Hit(offset + start, verb.effect, "agreed_to")
    found = grammar.base.get((inner.group("word") or "").lower())
    if inner.group(1) == "to" and found is not None and not found.generic:
        yield _Hit(offset + inner.start("word"), found.effect, "infinitive")


def _form_or_none(grammar: _Grammar, word: str) -> _Verb | None:
    return grammar.base.get(word) or grammar.third.get(word)


def _form_of(grammar: _Grammar, word: str) -> tuple[str, _Verb]:
    folded = _FOLD.sub(" ", word.lower())
    for form in ("base", "third", "past"):
        verb = grammar.of_form(form).get(folded)
        if verb is not None:
            return form, verb
    raise KeyError(word)


def _passive_hits(grammar: _Grammar, sentence: str, offset: int, *, after_active: bool) -> list[_Hit]:
    operative: list[_Hit] = []
    told: list[_Hit] = []
    for match in grammar.passive.finditer(sentence):
        be = match.group("be")
        word = _PRECEDING_WORDS.search(sentence, max(0, match.start() - 24), match.start())
        preceding = word.group(1).lower() if word else ""
        if be == "be" and preceding in grammar.before_be and preceding != "not":
            continue
        verb = grammar.past.get(match.group("participle").lower())
        position = offset + match.start()
        if verb is None:
            if be == "be":
                operative.append(_Hit(position, "approved", "subjunctive_of_other_verb", generic=True, weak=True))
            continue
        denied = match.group("not") or preceding == "not"
        if denied and verb.generic and be != "be":
            continue
        if denied and verb.effect in ("approved", "adopted", "endorsed"):
            verb = _Verb("rejected", False)
        target = operative if be == "be" else told
        weak = verb.generic and (after_active or be != "be")
        rule = "be_participle" if be == "be" else "told_participle"
        target.append(_Hit(position, verb.effect, rule, verb.generic, weak))
        joined = grammar.joined_participle.match(sentence, match.end())
        if joined is not None:
            other = grammar.past[joined.group("participle").lower()]
            weak = other.generic and weak
            target.append(_Hit(offset + joined.start("participle"), other.effect, rule, other.generic, weak))
    return operative if operative or after_active else told
