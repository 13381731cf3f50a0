-- What ties papers together. Every row is worked out from the facts of an archive and can be thrown away: publishing
-- empties these tables and fills them again. No row holds the day of asking: who asks compares with a day.
-- As in tables.sql the columns that most rows end in are written out: a step that has been taken does not change.
-- A row rests on `document_id` and `passage_id` (a passage or a fact of that paper), says why in `reason`, and how
-- sure the rule is in `confidence`. `fact_id` is the fact it starts from, where it is about one.

-- What a citation names. `target_id` is the paper, held; NULL where the archive does not hold it or cannot tell.
CREATE TABLE citation_links (
    id TEXT PRIMARY KEY,
    citation_id TEXT NOT NULL REFERENCES citations(id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('held', 'not_held', 'cannot_tell')),
    target_id TEXT REFERENCES documents(id) ON DELETE CASCADE,
    target_decision_id TEXT REFERENCES decisions(id) ON DELETE CASCADE,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    passage_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    reason TEXT NOT NULL,
    confidence REAL NOT NULL,
    CHECK ((state = 'held') = (target_id IS NOT NULL))
) STRICT;
CREATE INDEX citation_links_document ON citation_links(document_id);
CREATE INDEX citation_links_target ON citation_links(target_id);

-- A clause of a report beside the clause of the decision on it. `diff` is a JSON array of [same|taken_out|put_in, words].
CREATE TABLE clause_links (
    id TEXT PRIMARY KEY,
    decision_id TEXT NOT NULL REFERENCES decisions(id) ON DELETE CASCADE,
    report_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'accepted_by_reference', 'amended', 'added', 'dropped')),
    recommended_id TEXT REFERENCES resolutions(id) ON DELETE CASCADE,
    resolved_id TEXT REFERENCES resolutions(id) ON DELETE CASCADE,
    diff TEXT NOT NULL CHECK (json_valid(diff)),
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    passage_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    confidence REAL NOT NULL,
    CHECK (recommended_id IS NOT NULL OR resolved_id IS NOT NULL)
) STRICT;
CREATE INDEX clause_links_decision ON clause_links(decision_id);
CREATE INDEX clause_links_report ON clause_links(report_id);

-- The life of a decision, one row a state. `thread_id` is the id of its first decision, or of the first paper where
-- no decision is held. `stage` orders states without a date. `planned` is 1 for what a paper says is still to come.
-- `basis` is inferred where the paper prints no day for it and the days of other states bound it.
CREATE TABLE decision_states (
    id TEXT PRIMARY KEY,
    thread_id TEXT NOT NULL,
    stage INTEGER NOT NULL,
    state TEXT NOT NULL,
    date_from TEXT,
    date_to TEXT,
    basis TEXT CHECK (basis IN ('stated', 'inferred')),
    planned INTEGER NOT NULL CHECK (planned IN (0, 1)),
    detail TEXT,
    decision_id TEXT REFERENCES decisions(id) ON DELETE CASCADE,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    passage_id TEXT NOT NULL,
    quote TEXT,
    reason TEXT NOT NULL,
    confidence REAL NOT NULL
) STRICT;
CREATE INDEX decision_states_thread ON decision_states(thread_id);
CREATE INDEX decision_states_decision ON decision_states(decision_id);
CREATE INDEX decision_states_document ON decision_states(document_id);

-- When a promise expects something, and what came. Equal promises of one paper are one: `commitment_id` is the first.
-- `expected_from`..`expected_to` is the time in which a paper counts as this one; NULL where no day is given.
-- `expects_paper` is 1 for a promise to report: only of such a one can the archive say that nothing came.
-- `mentioned_by` is a later paper that speaks of it without showing that it was kept.
-- `known_to` is the date of the last paper held of that council: after it nothing can be said.
CREATE TABLE commitment_events (
    id TEXT PRIMARY KEY,
    commitment_id TEXT NOT NULL REFERENCES commitments(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    expected_on TEXT,
    expected_from TEXT,
    expected_to TEXT,
    expects_paper INTEGER NOT NULL CHECK (expects_paper IN (0, 1)),
    kept_by TEXT REFERENCES documents(id) ON DELETE CASCADE,
    kept_on TEXT,
    kept_passage_id TEXT,
    mentioned_by TEXT REFERENCES documents(id) ON DELETE CASCADE,
    mentioned_passage_id TEXT,
    known_to TEXT,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    passage_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    confidence REAL NOT NULL,
    CHECK ((kept_by IS NULL) = (kept_passage_id IS NULL))
) STRICT;
CREATE INDEX commitment_events_commitment ON commitment_events(commitment_id);
CREATE INDEX commitment_events_document ON commitment_events(document_id);

-- A subject that a council's papers come back to, under whatever title.
CREATE TABLE topics (
    id TEXT PRIMARY KEY,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    council TEXT NOT NULL,
    members INTEGER NOT NULL,
    first_date TEXT,
    last_date TEXT
) STRICT;
CREATE INDEX topics_slug ON topics(slug);

-- `decision_id` where the member is one item of a paper of many; `title` is the member's own.
CREATE TABLE topic_members (
    topic_id TEXT NOT NULL REFERENCES topics(id) ON DELETE CASCADE,
    member_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    date TEXT,
    decision_id TEXT REFERENCES decisions(id) ON DELETE CASCADE,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    passage_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (topic_id, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_members_document ON topic_members(document_id);
CREATE INDEX topic_members_decision ON topic_members(decision_id);

-- Two papers (or items) of one council on one subject. `reasons` is a JSON array of {kind, words, weight}.
CREATE TABLE document_links (
    id TEXT PRIMARY KEY,
    member_id TEXT NOT NULL,
    other_id TEXT NOT NULL,
    score REAL NOT NULL,
    reasons TEXT NOT NULL CHECK (json_valid(reasons)),
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    passage_id TEXT NOT NULL,
    other_document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    other_passage_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    confidence REAL NOT NULL
) STRICT;
CREATE INDEX document_links_member ON document_links(member_id);
CREATE INDEX document_links_other ON document_links(other_id);
CREATE INDEX document_links_document ON document_links(document_id);
CREATE INDEX document_links_other_document ON document_links(other_document_id);

-- What differs between a paper and the one before it on the same subject. `passage_id` is in the paper, or, where
-- something is gone from it, in the one before.
CREATE TABLE changes (
    id TEXT PRIMARY KEY,
    topic_id TEXT NOT NULL REFERENCES topics(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('figure_moved', 'clause_reworded', 'clause_added', 'clause_dropped',
        'promise_carried', 'promise_kept', 'promise_vanished', 'promise_new', 'paragraph_added', 'paragraph_dropped')),
    before_id TEXT,
    after_id TEXT,
    before_text TEXT,
    after_text TEXT,
    diff TEXT CHECK (diff IS NULL OR json_valid(diff)),
    metric TEXT,
    before_document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    passage_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    confidence REAL NOT NULL,
    CHECK (before_id IS NOT NULL OR after_id IS NOT NULL)
) STRICT;
CREATE INDEX changes_topic ON changes(topic_id);
CREATE INDEX changes_document ON changes(document_id);
CREATE INDEX changes_before ON changes(before_document_id);

-- Papers that the archive's own papers say should be there, and that it does not hold.
-- `expected_to` is the day after which an update is missed; NULL where the paper is cited as already there.
CREATE TABLE gaps (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('cited', 'promised', 'appendix')),
    council TEXT,
    what TEXT NOT NULL,
    date TEXT,
    expected_to TEXT,
    known_to TEXT,
    mentions INTEGER NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    passage_id TEXT NOT NULL,
    fact_id TEXT,
    reason TEXT NOT NULL,
    confidence REAL NOT NULL
) STRICT;
CREATE INDEX gaps_document ON gaps(document_id);
CREATE INDEX gaps_council ON gaps(council);

-- A person's word on whether two papers (or items) belong together. No foreign keys: it outlives a re-ingest.
CREATE TABLE link_corrections (
    id INTEGER PRIMARY KEY,
    member_id TEXT NOT NULL,
    other_id TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('together', 'apart')),
    who TEXT NOT NULL,
    made_at TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT;

-- A deleted paper takes its rows along: each way to it is indexed.
CREATE INDEX citation_links_citation ON citation_links(citation_id);
CREATE INDEX citation_links_target_decision ON citation_links(target_decision_id);
CREATE INDEX clause_links_recommended ON clause_links(recommended_id);
CREATE INDEX clause_links_resolved ON clause_links(resolved_id);
CREATE INDEX clause_links_document ON clause_links(document_id);
CREATE INDEX commitment_events_kept_by ON commitment_events(kept_by);
CREATE INDEX commitment_events_mentioned_by ON commitment_events(mentioned_by);
