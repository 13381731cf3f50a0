"""What a clause does: noted, approved, delegated, ... read from its operative verbs, never guessed.

The grammars of the field: subject + "be" + participle ("the report be noted"), infinitive list ("to note the
report"), third person ("Notes the report"), past ("Noted"; "the Committee noted"), bare subjunctive ("the Monitoring
Officer write to"). A clause without an operative verb takes the effect of its lead-in ("It was APPROVED:") or is
``unstated``. Verbs and wordings are data in vocabulary/effects.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.decisions.effect_grammar import WEIGHED, Grammar, Verb, effect_grammar
from extractors.structure.folding import one_space
from extractors.vocabulary import load

UNSTATED = "unstated"


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
class _Hit:
    position: int
    effect: str
    rule: str
    generic: bool = False
    weak: bool = False
    """Counts only where nothing firmer was found."""

    @property
    def yields(self) -> bool:
        """Whether it is no act of its own inside the words of a phrase."""
        return self.generic or self.rule == "forwarded_to"


_BEGINNINGS: dict[str, str] = load("effects")["beginnings"]
_AGREED_TO = re.compile(_BEGINNINGS["agreed_to"])
_THAT = re.compile(_BEGINNINGS["that"])
_MINUTES = re.compile(_BEGINNINGS["minutes"])
_AND_THAT = re.compile(_BEGINNINGS["and_that"])
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z(])")
_FOLD = re.compile(r"\s+")
_TOLD_OF_A_THING = frozenset({"past_verb", "told_participle"})
_A_THING = re.compile(_BEGINNINGS["a_thing"])
_NOTES = re.compile(r"\s{1,3}(?:that|the)\b")
_NOTED = re.compile(r"\band\s{1,3}(?P<verb>NOTED)\s{1,3}(?:that|the)\b")
_PRECEDING_WORDS = re.compile(r"([\w’']{1,40})\W{0,8}\Z")


def recurrence(clause: str) -> str | None:
    """How often the act of the clause is to recur (contract: quarterly, bimonthly, monthly, annual), or None."""
    return next((value for value, pattern in effect_grammar().recurs if pattern.search(clause)), None)


def is_by_reference(clause: str) -> bool:
    """Whether the clause approves recommendations printed elsewhere, so that it says nothing without them."""
    return effect_grammar().by_reference.search(clause) is not None


def clause_effects(clause: str, lead_effect: str | None = None, item_title: str | None = None) -> Effects:
    """The effects of ``clause``. ``lead_effect`` is what its lead-in says ("It was APPROVED:"), if anything.

    ``item_title`` is the heading of the item of business: a bare "Agreed" under "Minutes" confirms the minutes.
    """
    parts = _AND_THAT.split(clause)
    if len(parts) > 1:
        found = [_effects_of(part, None, None) for part in parts]
        if all(effects.stated for effects in found):
            names = tuple(dict.fromkeys(name for effects in found for name in effects.names))
            return replace(found[0], names=names)
    return _effects_of(clause, lead_effect, item_title)


def _effects_of(clause: str, lead_effect: str | None, item_title: str | None) -> Effects:
    grammar = effect_grammar()
    text = grammar.asking.sub("", one_space(clause).strip(), count=1)
    agreed_to = _AGREED_TO.match(text)
    if (
        agreed_to is not None
        and (act := grammar.verbs.base.get(agreed_to.group("word"))) is not None
        and not act.generic
    ):
        # "It was agreed to defer ..." defers.
        text = text[agreed_to.start("word") :]
    if item_title and grammar.minutes_title.search(item_title) and grammar.bare_assent.match(text):
        return Effects(("minutes_confirmed",), "bare_assent_to_minutes")
    lowered = text.lower()
    for phrase in grammar.phrases:
        if phrase.only and phrase.pattern.search(text, lowered):
            corrected = phrase.effect == "minutes_confirmed" and grammar.minutes_corrected.search(text)
            return Effects((phrase.effect, "amended") if corrected else (phrase.effect,), phrase.name)
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
        found = _sentence_hits(grammar, sentence, offset)
        # "Note the advice. This was required ...": what is told behind an act is no second one.
        hits.extend(hit for hit in found if not (offset and hits and hit.rule == "told_participle"))
        offset += len(sentence) + 1
    hits = [
        hit
        for hit in hits
        if not any(
            start <= hit.position < end and (hit.generic or hit.rule == "forwarded_to") for start, end in covered
        )
    ]
    return _settle(grammar, text, hits, suppressed, lead_effect)


def _settle(grammar: Grammar, text: str, hits: list[_Hit], suppressed: set[str], lead_effect: str | None) -> Effects:
    hits = [hit for hit in hits if hit.effect not in suppressed and hit.effect != WEIGHED]
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
        verb = grammar.verbs.past[closing.group("participle").lower()]
        if verb.effect != WEIGHED:
            firm = [_Hit(closing.start(), verb.effect, "closing_participle")]
    if not firm:
        if lead_effect == "approved" and _MINUTES.match(text):
            return Effects(("minutes_confirmed",), "minutes_agreed")
        if lead_effect:
            return Effects((lead_effect,), "lead_in")
        if _AGREED_TO.match(text):
            # "The Commissioner has decided to fund ...": decided, whatever the act.
            return Effects(("approved",), "decided_to", ("generic_verb",))
        if grammar.infinitive.match(text):
            # "RESOLVED: to site the shelter by the school" is an act, whatever its verb.
            return Effects(("approved",), "infinitive_of_other_verb", ("generic_verb",))
        return Effects((UNSTATED,), "no_operative_verb")
    if lead_effect and all(hit.generic and hit.rule in _TOLD_OF_A_THING for hit in firm) and _A_THING.match(text):
        # Under "RESOLVED to note:", "The levy arrangements included in the budget": a thing, and what is told of it.
        return Effects((lead_effect,), "lead_in")
    ordered = sorted(firm, key=lambda hit: hit.position)
    names = tuple(dict.fromkeys(hit.effect for hit in ordered))
    rule = "by_reference" if "approved" in names and grammar.by_reference.search(text) else ordered[0].rule
    return Effects(names, rule, ("generic_verb",) if ordered[0].rule == "subjunctive_of_other_verb" else ())


def _sentence_hits(grammar: Grammar, sentence: str, offset: int) -> list[_Hit]:
    hits = _active_hits(grammar, sentence, offset)
    return hits + _passive_hits(grammar, sentence, offset, after_active=bool(hits))


def _active_hits(grammar: Grammar, sentence: str, offset: int) -> list[_Hit]:
    shapes = (grammar.opening, grammar.subject, grammar.alone, grammar.officer)
    opening = next((shaped for shape in shapes if (shaped := shape.match(sentence))), None)
    if opening is None:
        heading = grammar.sub_heading.match(sentence)
        opening = grammar.opening.match(sentence, heading.end()) if heading else None
    if opening is None:
        return []
    form, verb = _form_of(grammar, opening.group("verb"))
    start, after = opening.span("verb")
    if (
        verb.generic
        and form == "base"
        and _THAT.match(sentence[:start])
        and not grammar.has_object.match(sentence, after)
    ):
        # "That progress against the plan be noted": a noun with the form of a verb.
        return []
    hits = list(_verb_hits(grammar, sentence, offset, start, after, verb, f"{form}_verb"))
    joined = ["base", form] if form == "third" or any(hit.rule == "infinitive" for hit in hits) else [form]
    for other in dict.fromkeys(joined if form != "base" else [*joined, "past"]):
        for match in grammar.coordinated[other].finditer(sentence, after):
            found = grammar.verbs.of_form(other)[_FOLD.sub(" ", match.group("verb"))]
            # Behind "to appoint ..." a past form is an act where it notes: "... and NOTED that", not "and agreed sums".
            told = other in joined or (found.effect == "noted" and _NOTES.match(sentence, match.end()))
            if told and not found.generic:
                hits.extend(_verb_hits(grammar, sentence, offset, *match.span("verb"), found, "coordinated_verb"))
    if form == "base" and (shouted := _NOTED.search(sentence, after)) is not None:
        hits.append(_Hit(offset + shouted.start("verb"), "noted", "coordinated_verb"))
    return hits


def _verb_hits(
    grammar: Grammar, sentence: str, offset: int, start: int, end: int, verb: Verb, rule: str
) -> Iterator[_Hit]:
    """The verb's own hit, and for "agree to note" that of the act agreed to."""
    if verb.effect == "recommended":
        yield _Hit(offset + start, verb.effect, rule)
        asked = grammar.asked_of_body.match(sentence, end)
        act = _form_or_none(grammar, asked.group("word")) if asked else None
        if asked is not None and act is not None and not act.generic:
            yield _Hit(offset + asked.start("word"), act.effect, "asked_of_body")
        return
    inner = grammar.inner_act.match(sentence, end) if verb.effect == "approved" and not verb.generic else None
    if inner is None:
        yield _Hit(offset + start, verb.effect, rule, verb.generic)
        return
    yield _Hit(offset + start, verb.effect, "agreed_to")
    found = grammar.verbs.base.get((inner.group("word") or "").lower())
    if inner.group(1) == "to" and found is not None and not found.generic:
        yield _Hit(offset + inner.start("word"), found.effect, "infinitive")


def _form_or_none(grammar: Grammar, word: str) -> Verb | None:
    return grammar.verbs.base.get(word) or grammar.verbs.third.get(word)


def _form_of(grammar: Grammar, word: str) -> tuple[str, Verb]:
    folded = _FOLD.sub(" ", word.lower())
    for form in ("base", "third", "past"):
        verb = grammar.verbs.of_form(form).get(folded)
        if verb is not None:
            return form, verb
    raise KeyError(word)


def _passive_hits(grammar: Grammar, sentence: str, offset: int, *, after_active: bool) -> list[_Hit]:
    operative: list[_Hit] = []
    told: list[_Hit] = []
    for match in grammar.passive.finditer(sentence):
        be = match.group("be")
        word = _PRECEDING_WORDS.search(sentence, max(0, match.start() - 24), match.start())
        # "Mrs May be thanked": a name, and no verb.
        preceding = "" if word is None or word.group(1) == "May" else word.group(1).lower()
        if be == "be" and preceding in grammar.before_be and preceding != "not":
            continue
        verb = grammar.verbs.past.get(match.group("participle").lower())
        position = offset + match.start()
        if verb is None:
            if be == "be":
                operative.append(_Hit(position, "approved", "subjunctive_of_other_verb", generic=True, weak=True))
            continue
        denied = match.group("not") or preceding == "not"
        if denied and verb.generic and be != "be":
            continue
        if denied and verb.effect in ("approved", "adopted", "endorsed"):
            verb = Verb("rejected", False)
        target = operative if be == "be" else told
        weak = verb.generic and (after_active or be != "be")
        rule = "be_participle" if be == "be" else "told_participle"
        target.append(_Hit(position, verb.effect, rule, verb.generic, weak))
        joined = grammar.joined_participle.match(sentence, match.end())
        if joined is not None:
            other = grammar.verbs.past[joined.group("participle").lower()]
            weak = other.generic and weak
            target.append(_Hit(offset + joined.start("participle"), other.effect, rule, other.generic, weak))
    return operative if operative or after_active else told
