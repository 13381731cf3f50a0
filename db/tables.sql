-- The tables of an archive. Names and meanings are those of the contract: the JSON key is the column.
-- Every fact table carries the same tail: its place (page, start, "end" as offsets into documents.text, and the
-- passage it stands in), the rule that found it, how sure the rule is, and the reasons for doubt (a JSON array).
-- The tail is written out table by table, and nothing here is made from the records' classes: what a step has made must
-- stay as it was made (migrations.py) while the records go on gaining fields, so a column made from a field would
-- differ between two archives of one step. tests/db/test_schema.py holds columns and fields together.
-- `needs_check` says whether there are any; a check keeps the two from disagreeing (with a generated column in
-- its place SQLite 3.40 fails to VACUUM these tables: "has 13 columns but 14 values were supplied").

CREATE TABLE councils (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    nation TEXT,
    call_in_rule TEXT CHECK (call_in_rule IS NULL OR json_valid(call_in_rule))
) STRICT;

CREATE TABLE metrics (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    definition TEXT,
    unit TEXT,
    basis TEXT
) STRICT;

CREATE TABLE metric_aliases (
    metric_id TEXT NOT NULL REFERENCES metrics(id) ON DELETE CASCADE,
    alias TEXT NOT NULL,
    PRIMARY KEY (metric_id, alias)
) STRICT, WITHOUT ROWID;

-- `id` is the first 12 hex digits of `sha256`. A failed document has no text and says why in the error columns.
-- `search_key` ties the row to the full-text index; it is a handle, not an identity, and may change on re-ingest.
CREATE TABLE documents (
    id TEXT PRIMARY KEY CHECK (id = substr(sha256, 1, 12)),
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    filename TEXT NOT NULL,
    media_type TEXT,
    pages INTEGER,
    kind TEXT,
    council TEXT,
    council_id TEXT REFERENCES councils(id),
    body TEXT,
    title TEXT,
    meeting_date TEXT,
    signed_date TEXT,
    published_date TEXT,
    decision_maker TEXT,
    reference TEXT,
    portfolio TEXT,
    lead_member TEXT,
    key_decision INTEGER CHECK (key_decision IN (0, 1)),
    part TEXT,
    exempt INTEGER CHECK (exempt IN (0, 1)),
    text TEXT,
    source_url TEXT,
    licence TEXT,
    ingested_at TEXT NOT NULL,
    software_version TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('failed', 'needs_review', 'ok')),
    error_code TEXT,
    error_message TEXT,
    error_remedy TEXT,
    supersedes_id TEXT REFERENCES documents(id),
    search_key INTEGER NOT NULL UNIQUE,
    CHECK ((status = 'failed') = (error_code IS NOT NULL)),
    CHECK (status = 'failed' OR text IS NOT NULL)
) STRICT;
CREATE INDEX documents_meeting_date ON documents(meeting_date);
CREATE INDEX documents_council ON documents(council_id);
CREATE INDEX documents_supersedes ON documents(supersedes_id);

-- Every name under which the same bytes were handed in.
CREATE TABLE file_names (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    filename TEXT NOT NULL,
    PRIMARY KEY (document_id, filename)
) STRICT, WITHOUT ROWID;

-- What a person said about a document beforehand (a manifest). Kept apart: it never overrides what the paper says.
CREATE TABLE known_facts (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (document_id, field)
) STRICT, WITHOUT ROWID;

-- `note` says why a page has no text, or that its file breaks off there. Width and height are in points.
CREATE TABLE pages (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    width REAL,
    height REAL,
    source TEXT NOT NULL CHECK (source IN ('text', 'ocr')),
    note TEXT,
    PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;

-- The printed lines of a page, one row a page: a JSON array of [start, end, x0, y0, x1, y1].
CREATE TABLE lines (
    document_id TEXT NOT NULL,
    page INTEGER NOT NULL,
    boxes TEXT NOT NULL CHECK (json_valid(boxes)),
    PRIMARY KEY (document_id, page),
    FOREIGN KEY (document_id, page) REFERENCES pages(document_id, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE tables (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    columns INTEGER NOT NULL,
    header_rows INTEGER NOT NULL,
    is_form INTEGER NOT NULL CHECK (is_form IN (0, 1)),
    UNIQUE (document_id, number)
) STRICT;

CREATE TABLE table_cells (
    table_id TEXT NOT NULL REFERENCES tables(id) ON DELETE CASCADE,
    "row" INTEGER NOT NULL,
    "column" INTEGER NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    row_span INTEGER NOT NULL,
    column_span INTEGER NOT NULL,
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    x0 REAL, y0 REAL, x1 REAL, y1 REAL,
    PRIMARY KEY (table_id, "row", "column")
) STRICT, WITHOUT ROWID;
CREATE INDEX table_cells_document ON table_cells(document_id);

-- Every block of body text: what search finds, and what a citation points to. `heading` is the heading above it,
-- `decision_id` the decision it belongs to.
CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('heading', 'paragraph', 'list_item', 'table', 'contents')),
    level INTEGER NOT NULL,
    marker TEXT,
    heading TEXT,
    decision_id TEXT REFERENCES decisions(id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL,
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    x0 REAL, y0 REAL, x1 REAL, y1 REAL,
    search_key INTEGER NOT NULL UNIQUE,
    UNIQUE (document_id, number)
) STRICT;
CREATE INDEX passages_decision ON passages(decision_id);

CREATE TABLE people (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    name TEXT,
    post TEXT,
    role TEXT NOT NULL,
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    passage_id TEXT REFERENCES passages(id) ON DELETE SET NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    doubts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(doubts)),
    needs_check INTEGER NOT NULL DEFAULT 0 CHECK (needs_check = (doubts <> '[]'))
) STRICT;
CREATE INDEX people_document ON people(document_id);
CREATE INDEX people_passage ON people(passage_id);

CREATE TABLE sections (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    heading TEXT NOT NULL,
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    passage_id TEXT REFERENCES passages(id) ON DELETE SET NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    doubts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(doubts)),
    needs_check INTEGER NOT NULL DEFAULT 0 CHECK (needs_check = (doubts <> '[]'))
) STRICT;
CREATE INDEX sections_document ON sections(document_id);
CREATE INDEX sections_passage ON sections(passage_id);

CREATE TABLE decisions (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    number TEXT,
    title TEXT,
    reference TEXT,
    decided_on TEXT,
    decision_maker TEXT,
    outcome TEXT NOT NULL,
    key_decision INTEGER CHECK (key_decision IN (0, 1)),
    record TEXT,
    reasons TEXT,
    alternatives TEXT,
    conflicts TEXT,
    dispensations TEXT,
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    passage_id TEXT REFERENCES passages(id) ON DELETE SET NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    doubts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(doubts)),
    needs_check INTEGER NOT NULL DEFAULT 0 CHECK (needs_check = (doubts <> '[]')),
    search_key INTEGER NOT NULL UNIQUE
) STRICT;
CREATE INDEX decisions_document ON decisions(document_id);
CREATE INDEX decisions_decided_on ON decisions(decided_on);
CREATE INDEX decisions_passage ON decisions(passage_id);

-- `votes` is {"for", "against", "abstained", "unanimous"} as printed, or NULL.
CREATE TABLE resolutions (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    decision_id TEXT REFERENCES decisions(id) ON DELETE CASCADE,
    number TEXT,
    text TEXT NOT NULL,
    status TEXT NOT NULL,
    recurs TEXT,
    votes TEXT CHECK (votes IS NULL OR json_valid(votes)),
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    passage_id TEXT REFERENCES passages(id) ON DELETE SET NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    doubts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(doubts)),
    needs_check INTEGER NOT NULL DEFAULT 0 CHECK (needs_check = (doubts <> '[]')),
    search_key INTEGER NOT NULL UNIQUE
) STRICT;
CREATE INDEX resolutions_document ON resolutions(document_id);
CREATE INDEX resolutions_decision ON resolutions(decision_id);
CREATE INDEX resolutions_passage ON resolutions(passage_id);

-- `number` keeps the order in which the clause gives its effects, from 1.
CREATE TABLE resolution_effects (
    resolution_id TEXT NOT NULL REFERENCES resolutions(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    effect TEXT NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    PRIMARY KEY (resolution_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX resolution_effects_document ON resolution_effects(document_id);
CREATE INDEX resolution_effects_effect ON resolution_effects(effect);

-- `deadline` is UK local time without an offset. `quote` is NULL where the paper says nothing (not_stated).
CREATE TABLE call_ins (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    decision_id TEXT REFERENCES decisions(id) ON DELETE CASCADE,
    status TEXT NOT NULL,
    deadline TEXT,
    effective_from TEXT,
    basis TEXT CHECK (basis IN ('stated', 'calculated')),
    quote TEXT,
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    passage_id TEXT REFERENCES passages(id) ON DELETE SET NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    doubts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(doubts)),
    needs_check INTEGER NOT NULL DEFAULT 0 CHECK (needs_check = (doubts <> '[]'))
) STRICT;
CREATE INDEX call_ins_document ON call_ins(document_id);
CREATE INDEX call_ins_decision ON call_ins(decision_id);
CREATE INDEX call_ins_deadline ON call_ins(deadline);
CREATE INDEX call_ins_passage ON call_ins(passage_id);

CREATE TABLE dates (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    quote TEXT NOT NULL,
    date_from TEXT NOT NULL,
    date_to TEXT NOT NULL,
    role TEXT NOT NULL,
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    passage_id TEXT REFERENCES passages(id) ON DELETE SET NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    doubts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(doubts)),
    needs_check INTEGER NOT NULL DEFAULT 0 CHECK (needs_check = (doubts <> '[]'))
) STRICT;
CREATE INDEX dates_document ON dates(document_id);
CREATE INDEX dates_passage ON dates(passage_id);

CREATE TABLE figures (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    quote TEXT NOT NULL,
    value REAL,
    value_high REAL,
    unit TEXT NOT NULL,
    measure TEXT,
    metric TEXT REFERENCES metrics(id),
    segment TEXT,
    kind TEXT NOT NULL,
    direction TEXT,
    part TEXT,
    period_from TEXT,
    period_to TEXT,
    approx INTEGER NOT NULL CHECK (approx IN (0, 1)),
    trend TEXT,
    "table" TEXT,
    "row" TEXT,
    "column" TEXT,
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    passage_id TEXT REFERENCES passages(id) ON DELETE SET NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    doubts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(doubts)),
    needs_check INTEGER NOT NULL DEFAULT 0 CHECK (needs_check = (doubts <> '[]'))
) STRICT;
CREATE INDEX figures_document ON figures(document_id);
CREATE INDEX figures_metric ON figures(metric, period_to) WHERE metric IS NOT NULL;
CREATE INDEX figures_passage ON figures(passage_id);

CREATE TABLE commitments (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    quote TEXT NOT NULL,
    what TEXT NOT NULL,
    due_from TEXT,
    due_to TEXT,
    recurs TEXT,
    owner TEXT,
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    passage_id TEXT REFERENCES passages(id) ON DELETE SET NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    doubts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(doubts)),
    needs_check INTEGER NOT NULL DEFAULT 0 CHECK (needs_check = (doubts <> '[]'))
) STRICT;
CREATE INDEX commitments_document ON commitments(document_id);
CREATE INDEX commitments_due ON commitments(due_to);
CREATE INDEX commitments_passage ON commitments(passage_id);

CREATE TABLE citations (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    quote TEXT NOT NULL,
    kind TEXT NOT NULL,
    date TEXT,
    reference TEXT,
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    passage_id TEXT REFERENCES passages(id) ON DELETE SET NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    doubts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(doubts)),
    needs_check INTEGER NOT NULL DEFAULT 0 CHECK (needs_check = (doubts <> '[]'))
) STRICT;
CREATE INDEX citations_document ON citations(document_id);
CREATE INDEX citations_passage ON citations(passage_id);

CREATE TABLE findings (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    message TEXT NOT NULL,
    printed TEXT,
    computed TEXT,
    explained_by TEXT,
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    passage_id TEXT REFERENCES passages(id) ON DELETE SET NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    doubts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(doubts)),
    needs_check INTEGER NOT NULL DEFAULT 0 CHECK (needs_check = (doubts <> '[]'))
) STRICT;
CREATE INDEX findings_document ON findings(document_id);
CREATE INDEX findings_passage ON findings(passage_id);

-- A person's corrections. They name the fact by list, place and words, and not by a foreign key, so that they
-- outlive a re-ingest that finds the fact no more. `before` and `after` are JSON.
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id),
    list TEXT NOT NULL,
    fact_id TEXT,
    quote TEXT,
    field TEXT NOT NULL,
    before TEXT CHECK (before IS NULL OR json_valid(before)),
    after TEXT CHECK (after IS NULL OR json_valid(after)),
    who TEXT NOT NULL,
    made_at TEXT NOT NULL,
    why TEXT NOT NULL,
    software_version TEXT NOT NULL
) STRICT;
CREATE INDEX corrections_document ON corrections(document_id);

-- Documents a person took back from the public. The row stays when the document is re-ingested.
CREATE TABLE withdrawals (
    document_id TEXT PRIMARY KEY REFERENCES documents(id),
    why TEXT NOT NULL,
    who TEXT NOT NULL,
    withdrawn_at TEXT NOT NULL
) STRICT;

-- `finished_at` is NULL while a run is going on, and stays NULL when it was killed.
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    command TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    software_version TEXT NOT NULL,
    workers INTEGER NOT NULL
) STRICT;

CREATE TABLE run_files (
    run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT,
    document_id TEXT REFERENCES documents(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('inserted', 'updated', 'unchanged', 'failed', 'ignored')),
    code TEXT,
    message TEXT,
    remedy TEXT,
    PRIMARY KEY (run_id, number),
    CHECK ((outcome IN ('failed', 'ignored')) = (code IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX run_files_document ON run_files(document_id);

-- In how many documents a word stands: for "did you mean". The words are whole, not stems.
CREATE TABLE term (
    word TEXT PRIMARY KEY,
    docs INTEGER NOT NULL CHECK (docs > 0)
) STRICT, WITHOUT ROWID;

-- The last search_key given out.
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counters (name, value) VALUES ('search_key', 0);
