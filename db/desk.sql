-- What a person says of a machine's reading, apart from it. A correction names its fact by list, place and words; it
-- keeps the passage and the machine's reading as they were, so that a later version can tell whether both changed.
ALTER TABLE corrections ADD COLUMN action TEXT NOT NULL DEFAULT 'change'
    CHECK (action IN ('change', 'confirm', 'reject', 'add'));
ALTER TABLE corrections ADD COLUMN page INTEGER;
ALTER TABLE corrections ADD COLUMN start INTEGER;
ALTER TABLE corrections ADD COLUMN "end" INTEGER;
ALTER TABLE corrections ADD COLUMN passage TEXT;
ALTER TABLE corrections ADD COLUMN machine TEXT CHECK (machine IS NULL OR json_valid(machine));
ALTER TABLE corrections ADD COLUMN undone_at TEXT;
ALTER TABLE corrections ADD COLUMN undone_by TEXT;
CREATE INDEX corrections_fact ON corrections(fact_id);

-- Words that must not be public: covered at each publishing, wherever a reading of the paper puts them.
CREATE TABLE redactions (
    id INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id),
    quote TEXT NOT NULL CHECK (trim(quote) <> ''),
    why TEXT NOT NULL,
    who TEXT NOT NULL,
    made_at TEXT NOT NULL,
    undone_at TEXT
) STRICT;
CREATE INDEX redactions_document ON redactions(document_id);

-- `review` says who stands behind a reading: machine (nobody yet), confirmed, corrected or added by a person.
-- In the working database it is always machine; publishing fills it in from the corrections.
ALTER TABLE documents ADD COLUMN review TEXT NOT NULL DEFAULT 'machine' CHECK (review IN ('machine', 'confirmed', 'corrected'));
ALTER TABLE people ADD COLUMN review TEXT NOT NULL DEFAULT 'machine' CHECK (review IN ('machine', 'confirmed', 'corrected', 'added'));
ALTER TABLE sections ADD COLUMN review TEXT NOT NULL DEFAULT 'machine' CHECK (review IN ('machine', 'confirmed', 'corrected', 'added'));
ALTER TABLE decisions ADD COLUMN review TEXT NOT NULL DEFAULT 'machine' CHECK (review IN ('machine', 'confirmed', 'corrected', 'added'));
ALTER TABLE resolutions ADD COLUMN review TEXT NOT NULL DEFAULT 'machine' CHECK (review IN ('machine', 'confirmed', 'corrected', 'added'));
ALTER TABLE call_ins ADD COLUMN review TEXT NOT NULL DEFAULT 'machine' CHECK (review IN ('machine', 'confirmed', 'corrected', 'added'));
ALTER TABLE dates ADD COLUMN review TEXT NOT NULL DEFAULT 'machine' CHECK (review IN ('machine', 'confirmed', 'corrected', 'added'));
ALTER TABLE figures ADD COLUMN review TEXT NOT NULL DEFAULT 'machine' CHECK (review IN ('machine', 'confirmed', 'corrected', 'added'));
ALTER TABLE commitments ADD COLUMN review TEXT NOT NULL DEFAULT 'machine' CHECK (review IN ('machine', 'confirmed', 'corrected', 'added'));
ALTER TABLE citations ADD COLUMN review TEXT NOT NULL DEFAULT 'machine' CHECK (review IN ('machine', 'confirmed', 'corrected', 'added'));
ALTER TABLE findings ADD COLUMN review TEXT NOT NULL DEFAULT 'machine' CHECK (review IN ('machine', 'confirmed', 'corrected', 'added'));
