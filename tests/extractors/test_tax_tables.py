"""Tables of papers that set the council tax: charges and precepts are proposed for the year set. Invented papers."""

from __future__ import annotations

from extractors.pipeline import read
from extractors.records import DocumentFacts, Figure
from extractors.tables.table_figures import find_table_figures
from ingest.reading import read_bytes


def cells_of(text: str, title: str) -> tuple[Figure, ...]:
    reading = read(read_bytes(f"{text}\n".encode(), "paper.txt"))
    facts = DocumentFacts(
        sha256="0" * 64, filename="paper.txt", media_type="text/plain", pages=1, kind="report",
        meeting_date="2019-02-20", title=title,
    )  # fmt: skip
    return find_table_figures(reading, facts)


def told(figure: Figure) -> tuple[float | None, str, str, str | None]:
    return figure.value, figure.unit, figure.kind, figure.period_from


PARISHES = """Parish precepts

Parish\tTax base\tPrecept (£)\tBand D (£)
Elm Barrow\t612.4\t18,000\t29.39
Oak Hanger\t1,208.0\t44,500\t36.84
"""


def test_precepts_are_proposed_for_the_year_of_the_title() -> None:
    found = cells_of(PARISHES, "Council Tax Setting 2019/20")
    assert [told(figure) for figure in found[:3]] == [
        (612.4, "count", "actual", "2019-04-01"),
        (18000, "GBP", "proposed", "2019-04-01"),
        (29.39, "GBP", "proposed", "2019-04-01"),
    ]


def test_a_paper_of_the_outturn_sets_no_tax() -> None:
    found = cells_of(PARISHES, "Council Tax Outturn 2018/19")
    assert [figure.kind for figure in found[:3]] == ["actual", "actual", "actual"]


def test_the_precept_of_the_year_before_is_what_was_paid() -> None:
    text = (
        "Precepts\n\nParish\tPrecept 2018/19 £\tPrecept 2019/20 £\n"
        "Elm Barrow\t17,500\t18,000\nOak Hanger\t40,000\t44,500\n"
    )
    found = cells_of(text, "Council Tax 2019/20")
    assert [told(figure) for figure in found[:2]] == [
        (17500, "GBP", "actual", "2018-04-01"),
        (18000, "GBP", "proposed", "2019-04-01"),
    ]


def test_what_a_band_pays_is_money_without_a_pound_sign() -> None:
    text = (
        "Council Tax by band 2019/20\n\n"
        "Authority\tA\tB\tC\tD\tE\nDistrict\t120.00\t140.00\t160.00\t180.00\t220.00\n"
        "County\t800.00\t933.33\t1,066.67\t1,200.00\t1,466.67\n"
    )
    found = cells_of(text, "Council Tax 2019/20")
    assert {(figure.unit, figure.kind) for figure in found} == {("GBP", "proposed")}


def test_the_dwellings_of_a_band_are_no_money() -> None:
    text = (
        "Council Tax 2019/20\n\n"
        "Band\tCharge £\tDwellings\nA\t120.00\t4,100\nB\t140.00\t6,250\nC\t160.00\t5,020\nD\t180.00\t2,310\n"
    )
    found = cells_of(text, "Council Tax 2019/20")
    assert [figure.unit for figure in found[:2]] == ["GBP", "count"]
