-- Sampled runs of words, page by page: by them papers that are printed inside one another are found without comparing
-- every paper with every other. Of the working database only.
CREATE TABLE page_marks (
    mark INTEGER NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    PRIMARY KEY (mark, document_id, page)
) STRICT, WITHOUT ROWID;
CREATE INDEX page_marks_document ON page_marks(document_id);

-- A paper that is also printed inside another, such as a report in an agenda pack: on which pages of the pack, and how
-- much of the paper's wording stands there (0 to 1). `repeated` is filled in by publishing: how many facts of these
-- pages are listed with the paper alone, so that nothing is counted twice.
CREATE TABLE packed_papers (
    pack_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    paper_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    first_page INTEGER NOT NULL,
    last_page INTEGER NOT NULL CHECK (last_page >= first_page),
    share REAL NOT NULL CHECK (share BETWEEN 0 AND 1),
    repeated INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (pack_id, paper_id),
    CHECK (pack_id <> paper_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX packed_papers_paper ON packed_papers(paper_id);
