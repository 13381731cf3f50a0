-- Full-text search. One index ranks documents, decisions and passages against each other; its words are not stored
-- twice, because FTS5 reads them from the view below (each arm is found by its unique search_key).
-- A document counts by its title and by recommendations that belong to no decision; a decision by title, clauses,
-- reasons and record; a passage by its words.

CREATE VIEW search_entries AS
SELECT search_key, 'document' AS kind, id, id AS document_id, NULL AS decision_id, title,
       (SELECT group_concat(text, char(10)) FROM (
           SELECT text FROM resolutions r WHERE r.document_id = documents.id AND r.decision_id IS NULL
           ORDER BY r.start)) AS resolution,
       NULL AS reasons, NULL AS text
FROM documents WHERE status <> 'failed'
UNION ALL
SELECT search_key, 'decision', id, document_id, id, title,
       (SELECT group_concat(text, char(10)) FROM (
           SELECT text FROM resolutions r WHERE r.decision_id = decisions.id ORDER BY r.start)),
       coalesce(reasons, '') || char(10) || coalesce(alternatives, ''), record
FROM decisions
UNION ALL
SELECT search_key, 'passage', id, document_id, decision_id, NULL, NULL, NULL, text
FROM passages;

CREATE VIRTUAL TABLE search_fts USING fts5(
    title, resolution, reasons, text,
    content='search_entries', content_rowid='search_key',
    tokenize='porter unicode61 remove_diacritics 2', prefix='2 3'
);

CREATE VIRTUAL TABLE resolutions_fts USING fts5(
    text,
    content='resolutions', content_rowid='search_key',
    tokenize='porter unicode61 remove_diacritics 2', prefix='2 3'
);
