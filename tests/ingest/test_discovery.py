"""Finding papers: sorted, each once, loops and hidden files named."""

from __future__ import annotations

from pathlib import Path

from ingest.discovery import Reason, discover


def test_folders_give_their_papers_in_order_and_name_the_rest(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.pdf", "a.TXT", "sub/c.html", "notes.xlsx", ".secret.txt", "~$open.docx"):
        (tmp_path / name).write_text("x")
    found = discover([tmp_path])
    assert [path.name for path in found.files] == ["a.TXT", "b.pdf", "c.html"]
    assert {(ignored.path.name, ignored.reason) for ignored in found.ignored} == {
        ("notes.xlsx", Reason.ENDING),
        (".secret.txt", Reason.HIDDEN),
        ("~$open.docx", Reason.HIDDEN),
    }


def test_a_link_back_up_is_walked_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("x")
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    found = discover([tmp_path])
    assert [path.name for path in found.files] == ["a.txt"]
    assert [ignored.reason for ignored in found.ignored] == [Reason.LOOP]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "same.txt").symlink_to(tmp_path / "a.txt")
    assert len(discover([tmp_path, tmp_path / "a.txt"]).files) == 1


def test_a_named_file_is_taken_whatever_its_ending(tmp_path: Path) -> None:
    (tmp_path / "old.doc").write_text("x")
    assert discover([tmp_path / "old.doc"]).files == [tmp_path / "old.doc"]


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "dead.txt").symlink_to(tmp_path / "gone")
    found = discover([tmp_path / "missing.pdf", tmp_path])
    assert {ignored.reason for ignored in found.ignored} == {Reason.MISSING, Reason.BROKEN_LINK}


def test_a_link_to_itself_leads_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = discover([tmp_path])
    assert [ignored.reason for ignored in found.ignored] == [Reason.BROKEN_LINK]


def test_a_folder_reached_through_a_link_gives_each_paper_once(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.txt").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "papers")
    found = discover([tmp_path / "link", tmp_path / "papers" / "a.txt"])
    assert found.files == [tmp_path / "link" / "a.txt"]
