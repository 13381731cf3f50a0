"""A change that loses a fact on the annotated papers fails here, with the list of gains and losses.

When the change is right all the same, write the baseline anew (`make accuracy`) and say why in the commit.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from minutebook.baseline import compare, read_baseline
from minutebook.evaluate import evaluate

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OUTSIDE = ROOT.parent / "shared"


def losses(gold: Path, documents: Path, baseline: Path) -> str:
    comparison = compare(read_baseline(baseline), evaluate(gold, documents).total.hits)
    if not comparison.losses:
        return ""
    return "\n".join([*(f"+ {hit}" for hit in comparison.gains), *(f"- {hit}" for hit in comparison.losses)])


def test_no_fact_of_the_corpus_is_lost() -> None:
    assert losses(ROOT / "tests" / "gold", ROOT / "corpus", HERE / "corpus.json") == ""


def test_no_fact_of_the_invented_papers_is_lost() -> None:
    strangers = ROOT / "tests" / "strangers"
    assert losses(strangers / "gold", strangers / "papers", HERE / "strangers.json") == ""


outside = [
    pytest.mark.skipif(
        not (OUTSIDE / "corpus").is_dir(), reason="the papers of other councils are not beside the checkout"
    ),
    pytest.mark.skipif(shutil.which("tesseract") is None, reason="one of the papers is a scan: tesseract is missing"),
]


class TestOtherCouncilsPapers:
    pytestmark = outside

    def test_no_fact_is_lost(self) -> None:
        assert losses(OUTSIDE / "gold" / "corpus", OUTSIDE / "corpus", HERE / "outside.json") == ""

    def test_no_deadline_is_wrong(self) -> None:
        total = evaluate(OUTSIDE / "gold" / "corpus", OUTSIDE / "corpus").total
        deadlines = [m for m in total.misses if m.list_name == "call_ins" and m.detail.startswith("deadline")]
        assert [miss for miss in deadlines if "found None" not in miss.detail] == []
