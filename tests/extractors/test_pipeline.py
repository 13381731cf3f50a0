"""The pipeline as a whole: its components say what they need and give, and the queries of a reading hold."""

from __future__ import annotations

from extractors.pipeline import COMPONENTS, build_pipeline, read
from ingest.document import Block, BlockKind, Document, Page


def paper() -> Document:
    parts = [
        (BlockKind.HEADING, "Roads"),
        (BlockKind.PARAGRAPH, "It was agreed. Work starts soon."),
        (BlockKind.FURNITURE, "Page 1 of 2"),
        (BlockKind.LIST_ITEM, "1. a bridge"),
    ]
    text, blocks = "", []
    for kind, words in parts:
        blocks.append(Block(kind, len(text), len(text) + len(words), 1))
        text += words + "\n\n"
    return Document("a.txt", "0" * 64, "text/plain", text, (Page(1, 0, len(text)),), tuple(blocks))


def test_every_component_is_registered_and_their_needs_are_met() -> None:
    nlp = build_pipeline()
    assert nlp.pipe_names == [component.name for component in COMPONENTS]
    assert not any(nlp.analyze_pipes()["problems"].values())


def test_neighbours_sentences_and_lines_of_a_place() -> None:
    reading = read(paper())
    at = reading.text.index("agreed")
    block = reading.block_at(at)
    assert block is not None
    assert reading.words(block).startswith("It was")
    before = reading.previous_block(block.start)
    assert before is not None
    assert reading.words(before) == "Roads"
    sentence = reading.sentence_at(at)
    assert sentence is not None
    assert sentence.text.strip() == "It was agreed."
    start, end = reading.line_span(at)
    assert reading.text[start:end].strip() == "It was agreed. Work starts soon."
    assert reading.is_skipped(reading.text.index("Page 1"))
    found = [reading.text[a:b] for a, b in reading.sentence_spans(0, len(reading.text))]
    assert found == ["Roads", "It was agreed.", "Work starts soon.", "1. a bridge"]
