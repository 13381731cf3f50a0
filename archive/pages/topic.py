"""A subject: its decisions, numbers, promises and papers, found by a search; and the same as one page to print."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from archive.metric_series import Series, movement, series_of
from archive.pages.search import Asked, Result, find, results_of
from archive.pages.story import Story, story_of
from archive.queries.decisions import Resolution, resolutions_of_decision
from archive.queries.facts import Promise
from archive.queries.metrics import metric, points
from archive.queries.subjects import metrics_of, promises_of
from archive.queries.threads import TopicLine, all_topics, topics_of_slug
from archive.rows import Reader
from archive.site import Answer, Crumb, Page, Route, Visit
from db.search import Filters
from db.search import Page as Window

DECISIONS, NUMBERS, PROMISES = 12, 6, 15
STORIES = 200


@dataclass(frozen=True, slots=True)
class Topic:
    slug: str
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Number:
    """A metric's first series that moved, in a sentence; or its last value."""

    metric: str
    name: str
    series: str
    sentence: str
    passage: str


@dataclass(frozen=True, slots=True)
class Found:
    """A result with its resolutions, where it is a decision."""

    result: Result
    resolutions: list[Resolution]


@dataclass(frozen=True, slots=True)
class TopicRecord:
    topic: Topic
    total: int
    decisions: list[Found]
    papers: list[Result]
    numbers: list[Number]
    promises: list[Promise]
    url: str


@dataclass(frozen=True, slots=True)
class TopicsRecord:
    """``stories`` are subjects found in the papers; ``topics`` are searches."""

    stories: list[TopicLine]
    topics: list[Topic]


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """``others`` are subjects of the same name of other councils; ``search`` finds more on the words."""

    story: Story
    others: list[TopicLine]
    search: Topic


@cache
def topics() -> tuple[Topic, ...]:
    data = tomllib.loads(files("archive").joinpath("topics.toml").read_text(encoding="utf-8"))
    return tuple(Topic(one["slug"], one["name"], one["query"]) for one in data["topic"])


def topic_of(words: str) -> Topic:
    """The topic of this slug, or one made of the words themselves."""
    known = next((one for one in topics() if one.slug == words.lower()), None)
    said = words.replace("-", " ").strip()
    return known or Topic(words, said[:1].upper() + said[1:200], said)


async def compose(visit: Visit, topic: Topic) -> TopicRecord:
    """Everything of a topic, the best match first; whatever the words are."""
    asked = Asked(topic.query, Filters(), synonyms=True, newest=False)
    found, _ = await find(visit, asked, Window(40, 0))
    results = await results_of(visit, found)
    decisions = [one for one in results if one.line][:DECISIONS]
    decisions.sort(key=lambda one: one.hit.date or "", reverse=True)
    papers = list(dict.fromkeys(one.hit.document_id for one in results))[:20]
    return TopicRecord(
        topic=topic,
        total=found.total,
        decisions=[
            Found(one, await resolutions_of_decision(visit.reader, one.line.id) if one.line else [])
            for one in decisions
        ],
        papers=[one for one in results if not one.line][:DECISIONS],
        numbers=[
            number
            for name in await metrics_of(visit.reader, papers, NUMBERS)
            for number in await _number(visit.reader, name)
        ],
        promises=await promises_of(visit.reader, papers, PROMISES),
        url=visit.absolute(f"/topic/{topic.slug}"),
    )


async def _number(reader: Reader, metric_id: str) -> list[Number]:
    about = await metric(reader, metric_id)
    every = series_of(await points(reader, metric_id), None)
    if about is None or not every:
        return []
    moved = next(((one, said) for one in every if (said := movement(one))), None)
    series, sentence = moved or (every[0], _last(every[0]))
    return [Number(metric_id, about.name, series.name, sentence, series.values[-1].points[0].id)]


def _last(series: Series) -> str:
    value = series.values[-1]
    return f"{value.points[0].quote} ({value.said})"


async def show_list(visit: Visit) -> Answer:
    """``/topics``"""
    stories = await all_topics(visit.reader, visit.argument("council"), STORIES)
    return Page("archive_topics.html", "Topics", TopicsRecord(stories, list(topics())), (Crumb("Home", "/"),))


async def show(visit: Visit) -> Answer:
    """``/topic/<slug>?council=&as_at=&search=``: the story of a subject where papers make one, else a search."""
    slug = visit.variables["slug"]
    topic = topic_of(slug)
    crumbs = (Crumb("Home", "/"), Crumb("Topics", "/topics"))
    feeds = (Crumb(f"{topic.name}: decisions", f"/topic/{topic.slug}.atom"),)
    found = [] if visit.argument("search") else await topics_of_slug(visit.reader, slug.lower())
    if found:
        wanted = visit.argument("council")
        chosen = next((one for one in found if one.council == wanted), found[0])
        story = StoryRecord(await story_of(visit, chosen), [one for one in found if one is not chosen], topic)
        return Page("archive_story.html", chosen.name, story, crumbs, feeds=feeds, max_age=60)
    record = await compose(visit, topic)
    return Page("archive_topic.html", topic.name, record, crumbs, feeds=feeds, max_age=60)


async def show_brief(visit: Visit) -> Answer:
    """``/brief?topic=``"""
    words = visit.argument("topic").strip()
    topic = topic_of(words) if words else Topic("", "Brief", "")
    record = await compose(visit, topic)
    return Page(
        "archive_brief.html", f"Brief: {topic.name}" if words else "Brief", record, (Crumb("Home", "/"),), max_age=60
    )


ROUTES = [
    Route(r"/topics", show_list),
    Route(r"/topic/(?P<slug>[0-9A-Za-z_-]{1,80})", show),
    Route(r"/brief", show_brief),
]
