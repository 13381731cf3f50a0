"""Which papers are one subject, and why."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from db.threads.grouping import Grouping, Topic, name_of, slug_of
from db.threads.topics import Item, ItemLink, Linking, is_subject

from .thread_papers import COUNCIL, key

Cited = dict[tuple[str, str], str]


def item(name: str, title: str, date: str, metrics: tuple[str, ...] = (), reference: str | None = None) -> Item:
    return Item(
        id=key(name),
        document_id=key(name),
        decision_id=None,
        title=title,
        date=date,
        council=COUNCIL,
        passage_id=f"{key(name)}-p0",
        reference=reference,
        metrics=frozenset(metrics),
    )


MEASURES = ("looked_after_children", "contacts", "referrals", "ifa_placements_spend", "social_work_staffing_spend")
OLD = item("old", "Youth Offending Service Caseload Pressures", "2015-02-03", MEASURES)
NEW = item("new", "Youth Offending Service Activity and Outcomes", "2017-02-03", MEASURES)
OTHER = item("other", "Resurfacing of Mill Lane", "2016-02-03")


Said = dict[tuple[str, str], tuple[str, str]]


def links_between(items: Iterable[Item], said: Said | None = None) -> list[ItemLink]:
    return list(Linking(items, {}, said).links())


def group(items: Iterable[Item], cited: Cited | None = None, said: Said | None = None) -> list[Topic]:
    linking = Linking(items, cited or {}, said)
    grouping = Grouping(linking)
    assert list(grouping.noted(linking.links())) == list(linking.links())
    return grouping.topics()


def subjects(*items: Item, cited: Cited | None = None, said: Said | None = None) -> list[set[str]]:
    return [{one.id for one in topic.members} for topic in group(items, cited, said)]


def test_a_changed_title_stays_one_subject() -> None:
    assert subjects(OLD, NEW, OTHER) == [{OLD.id, NEW.id}]


def test_each_link_says_why_in_words_to_check() -> None:
    (link,) = links_between([OLD, NEW, OTHER])
    assert {reason.kind for reason in link.reasons} == {"title", "metrics"}
    assert "youth offending" in link.reason


def test_one_common_word_of_a_title_is_no_subject() -> None:
    one = item("one", "Winter gritting of roads", "2016-01-01")
    two = item("two", "Winter fuel grants for older residents", "2016-02-01")
    assert subjects(one, two, OTHER) == []


def test_words_that_all_papers_bear_link_nothing() -> None:
    one = item("one", "Annual Performance Report", "2016-01-01")
    two = item("two", "Quarterly Monitoring Report of Cabinet", "2016-02-01")
    assert links_between([one, two]) == []


def test_one_number_makes_one_subject_whatever_the_titles() -> None:
    one = item("one", "Pier repairs", "2016-01-01", reference="16/00021")
    two = item("two", "Objections considered", "2016-02-01", reference="16-00021")
    assert subjects(one, two) == [{one.id, two.id}]


def test_a_chain_of_pairs_does_not_join_papers_that_share_nothing() -> None:
    one = item("one", "Beach huts and promenade lighting", "2016-01-01")
    two = item("two", "Promenade lighting and park benches", "2016-02-01")
    three = item("three", "Park benches and memorial trees", "2016-03-01")
    four = item("four", "Memorial trees and cemetery paths", "2016-04-01")
    assert all(not {one.id, four.id} <= found for found in subjects(one, two, three, four))


def test_a_person_parts_and_joins() -> None:
    pair = (min(OLD.id, NEW.id), max(OLD.id, NEW.id))
    assert subjects(OLD, NEW, said={pair: ("apart", "two services")}) == []
    far = (min(OLD.id, OTHER.id), max(OLD.id, OTHER.id))
    assert subjects(OLD, OTHER, said={far: ("together", "one programme")}) == [{OLD.id, OTHER.id}]


def test_no_third_paper_joins_two_that_a_person_parted() -> None:
    third = item("third", "Youth Offending Service Caseload Pressures", "2016-02-03", MEASURES)
    pair = (min(OLD.id, NEW.id), max(OLD.id, NEW.id))
    found = group([OLD, NEW, third], said={pair: ("apart", "two services")})
    assert [{one.id for one in topic.members} for topic in found] == [{OLD.id, third.id}]


def test_the_order_of_the_papers_makes_no_difference() -> None:
    every = [OLD, NEW, OTHER]
    assert links_between(every) == links_between(every[::-1])
    assert subjects(*every) == subjects(*every[::-1])


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        (["Youth Offending Service Caseload", "Review of Youth Offending Service"], "Youth Offending Service"),
        (["Pier repairs", "Pier repairs"], "Pier repairs"),
        (["Sea wall", "Objections"], "Objections"),
    ],
)
def test_a_subject_is_called_by_what_its_titles_share(titles: list[str], name: str) -> None:
    assert name_of(titles) == name


def test_an_apostrophe_does_not_split_an_address() -> None:
    assert slug_of("Children’s Social Care") == "childrens-social-care"


@pytest.mark.parametrize(
    "title", ["Apologies for absence", "Minutes of the meeting of 4 May", "Date of next meeting", ""]
)
def test_items_of_every_meeting_are_no_subject(title: str) -> None:
    assert not is_subject(title)
