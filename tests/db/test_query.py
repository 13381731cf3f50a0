"""What is typed into the search box: understood where it can be, and never an error of the database."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.query import MAX_TERMS, is_question, parse, without_asking

NASTY = (
    *('"', '""', "'", "*", "**", "-", "--", "OR", "AND", "NOT", "NEAR(", "NEAR/2", "(", ")", ":", "^", "{", "}", "+"),
    *("title:", "text : x", "\0", "\x02", "\n", "\t", "“", "”", "’", "é", "ﬁ", "İ", "ß", "½", "²", "Ⅷ", "١", "𝟘", "㎏"),
    *("日本", "\ud800", "\u0301", "\u200b", "\u202e", "_", "__", "–", "—", "…", "£3.646m", "4.9%", "24/00093", "a"),
    *("lac", "looked after children", "children", "in", "care", "call-in", "children's", "footbridge", "budg*", "a*"),
    *("';--", "%", "\\", "@", "x" * 200, "search_fts", "rank", "rowid"),
)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    """An index set up like the archive's."""
    conn = sqlite3.connect(":memory:")
    conn.execute(
        "CREATE VIRTUAL TABLE f USING fts5(title, resolution, reasons, text,"
        " tokenize='porter unicode61 remove_diacritics 2', prefix='2 3')"
    )
    conn.execute("INSERT INTO f VALUES ('Looked after children', 'the budget be approved', 'None', 'call-in at noon')")
    yield conn
    conn.close()


def run(index: sqlite3.Connection, match: str) -> list[tuple[object, ...]]:
    sql = "SELECT rowid, bm25(f, 8, 5, 2, 1), snippet(f, -1, char(2), char(3), '…', 24) FROM f WHERE f MATCH ?"
    return index.execute(sql, (match,)).fetchall()


def matched(typed: str) -> str | None:
    return parse(typed, synonyms=False).match


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("retention payments", '"retention" AND "payments"'),
        ('"retention payments"', '"retention payments"'),
        ("“retention payments”", '"retention payments"'),
        ("bridge -lane", '("bridge") NOT ("lane")'),
        ('bridge -"mill lane" -drain', '("bridge") NOT ("mill lane" OR "drain")'),
        ("bridge OR ferry", '("bridge" OR "ferry")'),
        ("mill bridge OR ferry toll", '"mill" AND ("bridge" OR "ferry") AND "toll"'),
        ("a OR b OR c", '("a" OR "b" OR "c")'),
        ("OR bridge OR", '"bridge"'),
        ("bridge or ferry", '"bridge" AND "or" AND "ferry"'),
        ("budg*", '"budg"*'),
        ("b*", '"b"'),
        ("budg*,", '"budg"*'),
        ("call-in", '"call in"'),
        ("£3.646m", '"3 646m"'),
        ("children’s", '"children s"'),
        ('"unclosed phrase', '"unclosed phrase"'),
        ("NEAR(bridge", '"near bridge"'),
        ("title:bridge", '"title bridge"'),
        ("a_b", '"a b"'),
        ("bridge – ferry", '"bridge" AND "ferry"'),
        ("BRIDGE", '"bridge"'),
    ],
)
def test_what_is_typed_becomes_this_expression(typed: str, match: str) -> None:
    assert matched(typed) == match


@pytest.mark.parametrize("typed", ["", "  ", '"', '""', "'", "*", "-", "OR", "\0", "()", "£ % –"])
def test_nothing_to_look_for_is_said_and_not_searched(typed: str) -> None:
    query = parse(typed)
    assert query.match is None
    assert query.notes == ("Type a word or a name to search for.",)


def test_left_out_words_alone_are_no_search() -> None:
    query = parse("-bridge")
    assert query.match is None
    assert "Add a word" in query.notes[0]


def test_an_abbreviation_finds_its_long_form_and_the_other_way_round(index: sqlite3.Connection) -> None:
    for typed in ("LAC", "children in care", "CiC"):
        query = parse(typed)
        assert query.match is not None
        assert run(index, query.match)
        assert "looked after children" in query.synonyms[0].also


def test_synonyms_can_be_switched_off() -> None:
    query = parse("LAC", synonyms=False)
    assert query.match == '"lac"'
    assert query.synonyms == ()


def test_a_quoted_phrase_is_taken_at_its_word() -> None:
    assert parse('"children in care"').match == '"children in care"'


def test_a_run_of_words_takes_the_longest_synonym() -> None:
    query = parse("cost of special educational needs and disabilities placements")
    assert [use.typed for use in query.synonyms] == ["special educational needs and disabilities"]
    assert query.match is not None
    assert query.match.startswith('"cost" AND "of" AND (')
    assert query.match.endswith(') AND "placements"')


def test_a_very_long_search_is_cut_and_says_so(index: sqlite3.Connection) -> None:
    query = parse("bridge " * 2_000)
    assert query.match is not None
    assert query.match.count('"bridge"') == MAX_TERMS
    assert len(query.notes) == 2
    run(index, query.match)


def test_twenty_thousand_hostile_inputs_give_no_error(index: sqlite3.Connection) -> None:
    chance = random.Random(20_000)
    searched = 0
    for _ in range(20_000):
        parts = chance.choices(NASTY, k=chance.randint(0, 12))
        query = parse(chance.choice((" ", "")).join(parts), synonyms=chance.random() < 0.5)
        if query.match is not None:
            run(index, query.match)
            searched += 1
    assert searched > 15_000


@given(st.text(max_size=60), st.booleans())
def test_any_text_at_all_gives_no_error(typed: str, synonyms: bool) -> None:
    query = parse(typed, synonyms=synonyms)
    conn = sqlite3.connect(":memory:")
    try:
        conn.execute("CREATE VIRTUAL TABLE f USING fts5(a, b, c, d, tokenize='porter unicode61 remove_diacritics 2')")
        conn.execute("INSERT INTO f VALUES ('a', 'b', 'c', 'd')")
        if query.match is not None:
            run(conn, query.match)
        else:
            assert query.notes
    finally:
        conn.close()


@given(st.text(alphabet=st.characters(categories=["L", "N"], max_codepoint=0x24F), min_size=1, max_size=12))
def test_a_word_finds_the_text_that_holds_it(word: str) -> None:
    query = parse(word, synonyms=False)
    if query.match is None:
        return
    conn = sqlite3.connect(":memory:")
    try:
        conn.execute("CREATE VIRTUAL TABLE f USING fts5(a, b, c, d, tokenize='porter unicode61 remove_diacritics 2')")
        conn.execute("INSERT INTO f VALUES ('', '', '', ?)", (" ".join(query.words),))
        assert run(conn, query.match)
    finally:
        conn.close()


def fewer(typed: str) -> str | None:
    query = without_asking(typed, synonyms=False)
    return query.match if query else None


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("what did Cabinet decide on ferry tolls?", '"cabinet" AND "ferry" AND "tolls"'),
        ("was the toll noted or approved", '"toll"'),
        ("can the ferry decision still be called in", '"ferry"'),
        ("call-in deadline ferry", '"ferry"'),
        ("what was -lane decided about tolls", '("tolls") NOT ("lane")'),
        ('what does "the toll" say', '"the toll"'),
        ("how many children in care", '"children" AND "in" AND "care"'),
        ("what decisions were made", '"made"'),
        ("what decisions are there", '"decisions"'),
    ],
)
def test_a_question_goes_without_the_words_that_only_ask(typed: str, match: str) -> None:
    assert fewer(typed) == match


@pytest.mark.parametrize(
    "typed", ["ferry tolls", "what", "what is it", "toll OR ferry and lane", "", "-what", '"what is"']
)
def test_nothing_is_left_out_where_nothing_asks_or_nothing_would_be_left(typed: str) -> None:
    assert without_asking(typed) is None


def test_the_words_left_out_are_told() -> None:
    query = without_asking("when does the call-in for the ferry end")
    assert query is not None
    assert "without the words: when, does, the, call-in, for, end." in query.notes[0]


def test_a_question_begins_with_a_word_that_asks() -> None:
    assert is_question("Was the toll approved?")
    assert not is_question("toll of the ferry")
    assert not is_question("can recycling")
    assert not is_question('"what is" the toll')
    assert not is_question("")


@given(st.lists(st.sampled_from([*NASTY, "what", "the", "decided"]), max_size=8).map(" ".join))
def test_no_question_is_an_error_of_the_database(typed: str) -> None:
    is_question(typed)
    query = without_asking(typed)
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE VIRTUAL TABLE f USING fts5(text)")
    if query is not None and query.match is not None:
        conn.execute("SELECT rowid FROM f WHERE f MATCH ?", (query.match,)).fetchall()
    conn.close()
