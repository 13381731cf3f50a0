"""Tables of plain text whose columns are lined up with spaces, rules and bars; and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import BlockKind, Document
from ingest.reading import read_bytes


def read(text: str) -> Document:
    return read_bytes(text.strip("\n").encode(), "paper.txt")


def grids(text: str) -> list[list[list[str]]]:
    """Each table of the paper, row by row; what a spanning cell covers is empty."""
    document = read(text)
    found = []
    for table in document.tables:
        grid = [[""] * table.columns for _ in range(table.rows)]
        for cell in table.cells:
            grid[cell.row][cell.column] = " ".join(document.cell_text(cell).split())
        found.append(grid)
    return found


def grid(text: str) -> list[list[str]]:
    (only,) = grids(text)
    return only


# -- tables ------------------------------------------------------------------------------------------------------


def test_numbers_under_numbers_are_columns_and_the_line_above_names_them() -> None:
    assert grid("""
Pier                Visitors     Takings (£)
Northgate              1,204           9,318
Old Quay                 377           2,045
Both                   1,581          11,363
""") == [
        ["Pier", "Visitors", "Takings (£)"],
        ["Northgate", "1,204", "9,318"],
        ["Old Quay", "377", "2,045"],
        ["Both", "1,581", "11,363"],
    ]  # fmt: skip


def test_headings_over_several_lines_are_one_heading_and_units_a_row_of_their_own() -> None:
    assert grid("""
                        Original       Revised      Forecast
                          Budget        Budget       Outturn
Service                     £000          £000          £000
------------------------------------------------------------
Street lighting            1,240         1,260         1,301
Parking                    (830)         (845)         (790)
                          ------        ------        ------
Net                          410           415           511
                          ======        ======        ======
""") == [
        ["", "Original Budget", "Revised Budget", "Forecast Outturn"],
        ["Service", "£000", "£000", "£000"],
        ["Street lighting", "1,240", "1,260", "1,301"],
        ["Parking", "(830)", "(845)", "(790)"],
        ["Net", "410", "415", "511"],
    ]  # fmt: skip


def test_a_year_over_two_columns_spans_them() -> None:
    document = read("""
                     ----- 2014/15 -----      ----- 2015/16 -----
                      Budget      Actual       Budget      Actual
Allotments             1,100       1,050        1,120       1,060
Cemeteries             2,300       2,410        2,350       2,395
""")
    (table,) = document.tables
    years = [cell for cell in table.cells if cell.row == 0]
    assert [(document.cell_text(cell), cell.column, cell.column_span) for cell in years] == [
        ("2014/15", 1, 2),
        ("2015/16", 3, 2),
    ]


def test_a_label_that_wraps_above_its_numbers_is_one_cell() -> None:
    assert grid("""
                                     2018      2019
Young people in supported and
  semi-independent homes               14        17
Others                                  3         5
""")[1] == ["Young people in supported and semi-independent homes", "14", "17"]


def test_a_label_that_wraps_below_its_numbers_is_one_cell_that_points_at_both_parts() -> None:
    document = read("""
                                     2018      2019
Children waiting for a family          14        17
  (all ages)
Others                                  3         5
""")
    (table,) = document.tables
    label = next(cell for cell in table.cells if (cell.row, cell.column) == (1, 0))
    assert document.text[label.start : label.end] == "Children waiting for a family"
    assert [document.text[start:end] for start, end in label.wrapped] == ["(all ages)"]
    assert document.cell_text(label) == "Children waiting for a family (all ages)"


def test_a_comment_that_wraps_stays_in_its_column() -> None:
    rows = grid("""
Measure             Q1       Q2      Comment
Potholes mended    210      340      Two gangs from
                                     July onwards
Gullies cleared     95      101      On course
""")
    assert rows[1] == ["Potholes mended", "210", "340", "Two gangs from July onwards"]
    assert len(rows) == 3


def test_names_of_parts_between_blank_lines_are_rows_of_the_table() -> None:
    assert grid("""
                      Budget    Actual

Income

  Fees                 1,200     1,150
  Fines                  300       340

Spending

  Staff                  900       880
  Vans                   410       455
""")[1:5] == [["Income", "", ""], ["Fees", "1,200", "1,150"], ["Fines", "300", "340"], ["Spending", "", ""]]


def test_blanks_and_dashes_keep_their_columns() -> None:
    assert grid("""
Ward          Spring    Summer    Autumn
Abbey             12                   9
Castle             -         4        11
Harbour            7         3       n/a
""")[1:] == [["Abbey", "12", "", "9"], ["Castle", "-", "4", "11"], ["Harbour", "7", "3", "n/a"]]


def test_a_sign_of_money_set_apart_belongs_to_its_number() -> None:
    assert grid("""
              Last year     This year
Rent          £   1,200     £   1,300
Rates         £     400     £     450
""")[1:] == [["Rent", "£ 1,200", "£ 1,300"], ["Rates", "£ 400", "£ 450"]]


def test_a_list_of_amounts_without_headings_is_a_table_of_two_columns() -> None:
    assert grid("""
The grants are as follows.

    Village hall            £10,000
    Scout hut                £2,500
    Total                   £12,500
""") == [["Village hall", "£10,000"], ["Scout hut", "£2,500"], ["Total", "£12,500"]]


def test_leaders_of_dots_part_a_label_from_its_amounts() -> None:
    assert grid("""
                       Budget      Spent
Cleaning ............   4,000 ....  3,870
Heating .............   2,500 ....  2,910
""")[1:] == [["Cleaning", "4,000", "3,870"], ["Heating", "2,500", "2,910"]]


def test_headings_set_to_the_left_of_their_numbers_are_over_them() -> None:
    assert grid("""
               Balance                Balance
               1 April                31 March
               2023        Used       2024
               £000        £000       £000
General fund       4,200       (300)      3,900
Insurance            850         (10)       840
""")[0] == ["", "Balance 1 April 2023", "Used", "Balance 31 March 2024"]


@pytest.mark.parametrize(
    "text",
    [
        "Depot|Vans|Cost\n---|---|---\nEast|12|1,200\nWest|9|950",
        "| Depot | Vans | Cost |\n|-------|-----:|-----:|\n| East | 12 | 1,200 |\n| West | 9 | 950 |",
        "+-------+------+-------+\n| Depot | Vans | Cost  |\n+-------+------+-------+\n| East  |   12 | 1,200 |\n"
        "| West  |    9 |   950 |\n+-------+------+-------+",
        "│ Depot │ Vans │ Cost  │\n├───────┼──────┼───────┤\n│ East  │   12 │ 1,200 │\n│ West  │    9 │   950 │",
    ],
)
def test_bars_part_cells_typed_or_drawn(text: str) -> None:
    assert grid(text) == [["Depot", "Vans", "Cost"], ["East", "12", "1,200"], ["West", "9", "950"]]


def test_between_rules_after_every_row_wrapped_cells_are_one() -> None:
    assert grid("""
+------------+-------+
| Area       | Spend |
+------------+-------+
| North and  | 1,200 |
| east       |       |
+------------+-------+
| South      |   900 |
+------------+-------+
""") == [["Area", "Spend"], ["North and east", "1,200"], ["South", "900"]]


def test_two_tables_under_their_titles_stay_two() -> None:
    text = """
Table 1: Running costs
             2016/17    2017/18
Heat             120        131
Light             80         77

Table 2: Income
             2016/17    2017/18
Lettings         310        295
Grants            50         60
"""
    assert [len(found) for found in grids(text)] == [3, 3]
    assert [block.kind for block in read(text).blocks].count(BlockKind.TABLE) == 2


def test_a_paragraph_right_below_a_table_is_no_row_of_it() -> None:
    document = read("""
             2016/17    2017/18
Heat             120        131
Light             80         77
The rise in the cost of heat comes from the hard frosts of February and March, when the boilers ran by night.
""")
    assert document.tables[0].rows == 3
    assert [block.kind for block in document.blocks] == [BlockKind.TABLE, BlockKind.PARAGRAPH]


# -- what only looks like a table --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "1. Apologies ............. 1\n2. Minutes ............... 3\n3. Budget ............... 12", id="contents"
        ),
        pytest.param(
            "Item                Page\nApologies              1\nMinutes                3\nBudget   12", id="pages"
        ),
        pytest.param(
            "Present:   Councillor A Amber (Chair)     Councillor B Brown\n"
            "           Councillor C Crimson           Councillor D Drab\n"
            "           Councillor E Ebony             5 members of the public",
            id="attendance",
        ),
        pytest.param(
            "The  cost  of   the  scheme   is    £1,234   and  the\n"
            "grant  is   paid   over   5   years   by   the   club\n"
            "of  trustees   to   the   12   clubs   named   below.",
            id="justified",
        ),
        pytest.param("For                12\nAgainst             3\nAbstained           1", id="votes"),
        pytest.param(
            "Contact:   Jane Roe                Tel:  01632 960001\n"
            "Address:   1 High Street           Fax:  01632 960002",
            id="contact",
        ),
        pytest.param("Clerk     01632 960 001\nWarden    01632 960 002\nPorter    01632 960 003", id="telephones"),
        pytest.param("1.  To note the report.\n    (a)  the first part\n    (b)  the second part", id="list"),
        pytest.param("The budget was set.  It was £1,200.\nThe bridge was shut.  It cost £300.", id="double spaces"),
        pytest.param("Fee:      £120\nPaid:     £80", id="two labels"),
        pytest.param("Meeting   12/05/2021\nDeadline  19/05/2021\nReview    01/06/2022", id="dates"),
        pytest.param("Tel 01632 960001 | Fax 01632 960002\nWeb example.org | Open 9 to 5", id="one bar"),
    ],
)
def test_lists_addresses_votes_and_prose_are_no_tables(text: str) -> None:
    assert grids(f"A line before.\n\n{text}\n") == []


# -- laws --------------------------------------------------------------------------------------------------------

_LABELS = st.lists(
    st.from_regex(r"[A-Z][a-z]{2,9}( [a-z]{2,8}){0,2}", fullmatch=True), min_size=2, max_size=7, unique=True
)


@settings(max_examples=60)
@given(labels=_LABELS, data=st.data(), columns=st.integers(2, 5), gap=st.integers(2, 6))
def test_a_printed_grid_comes_back_cell_by_cell(labels: list[str], data: st.DataObject, columns: int, gap: int) -> None:
    heads = ["Depot", *(f"20{10 + number}/{11 + number}" for number in range(columns))]
    numbers = st.integers(0, 2_000_000).map(lambda value: f"{value:,}")
    body = [[label, *(data.draw(numbers) for _ in range(columns))] for label in labels]
    rows = [heads, *body]
    widths = [max(len(row[column]) for row in rows) for column in range(columns + 1)]
    lines = [
        "".join([row[0].ljust(widths[0]), *(" " * gap + words.rjust(widths[n]) for n, words in enumerate(row[1:], 1))])
        for row in rows
    ]
    assert grid("\n".join(lines)) == rows


@settings(max_examples=60)
@given(st.text(alphabet="A1 2a.|-£(\n\t", max_size=400))
def test_any_cell_points_at_its_own_words(text: str) -> None:
    document = read_bytes(f"x{text}".encode(), "paper.txt")
    for table in document.tables:
        for cell in table.cells:
            for start, end in ((cell.start, cell.end), *cell.wrapped):
                assert table.start <= start <= end <= table.end
                assert document.text[start:end] == document.text[start:end].strip()


@pytest.mark.parametrize("line", ["a  1  " * 300, "|" * 3000, ". " * 3000, "1  " * 1500])
def test_a_line_of_hundreds_of_pieces_is_no_row(line: str) -> None:
    assert grids("\n".join([line] * 3)) == []
