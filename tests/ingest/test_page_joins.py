"""What the fuzzer caught in tables that a page break cuts: every cell lands in one row, once."""

from __future__ import annotations

from ingest.document import BlockKind, Box
from ingest.joins import join_pages
from ingest.pieces import CellPiece, Piece, Run, TablePiece

EDGES = (60.0, 150.0, 220.0)


def table(page: int, rows: int, words: dict[tuple[int, int], str]) -> TablePiece:
    def cell(place: tuple[int, int], said: str) -> CellPiece:
        pieces = [Piece(BlockKind.PARAGRAPH, [Run(said, page)])] if said else []
        return CellPiece(*place, 1, 1, page, pieces)

    made = TablePiece(rows, 2, [cell(*item) for item in words.items()], page, box=Box(60, 60, 220, 300))
    made.column_edges, made.last_page = EDGES, page
    return made


def test_the_rest_of_a_row_joins_it_once_where_the_row_had_no_such_cell() -> None:
    head = {(0, 0): "Pier", (0, 1): "Why"}
    first = table(1, 3, {**head, (1, 0): "North", (1, 1): "12", (2, 0): "South"})
    second = table(2, 3, {**head, (1, 1): "because of rot", (2, 0): "East", (2, 1): "7"})
    (joined,) = join_pages([[first], [second]], size=11.0)
    assert isinstance(joined, TablePiece)
    assert joined.grid() == [["Pier", "Why"], ["North", "12"], ["South", "because of rot"], ["East", "7"]]
    assert len({(cell.row, cell.column) for cell in joined.cells}) == len(joined.cells) == 8
