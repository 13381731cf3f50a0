-- Papers put back after they had been withdrawn: a subscriber's calendar takes an event back that was sent as cancelled
-- only where its sequence has risen again, so the times are kept after the withdrawal itself has left the books.
CREATE TABLE restorations (
    id INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id),
    restored_at TEXT NOT NULL
) STRICT;
CREATE INDEX restorations_document ON restorations (document_id);

-- As before (call_in_revisions.sql), and each time that a paper went and came back counts two for its call-ins.
DROP VIEW call_in_revisions;
CREATE VIEW call_in_revisions AS
WITH restored AS (
    SELECT document_id, 2 * count(*) AS times, max(restored_at) AS at FROM restorations GROUP BY document_id
), corrected AS (
    SELECT k.fact_id AS id, k.document_id,
           count(*) + count(k.undone_at) AS sequence,
           max(max(k.made_at, coalesce(k.undone_at, ''))) AS changed_at,
           (SELECT coalesce(json_extract(iif(o.field = 'deadline', o.after, NULL), '$'),
                            json_extract(iif(o.field = 'deadline', o.before, NULL), '$'),
                            json_extract(o.machine, '$.deadline'))
            FROM corrections o
            WHERE o.fact_id = k.fact_id AND o.list = 'call_ins'
            ORDER BY o.field = 'deadline' DESC, o.id DESC LIMIT 1) AS last_deadline,
           max(k.quote) AS quote,
           max(json_extract(k.machine, '$.decision_id')) AS decision_id
    FROM corrections k
    WHERE k.list = 'call_ins' AND k.fact_id IS NOT NULL
    GROUP BY k.fact_id, k.document_id
)
SELECT k.id, k.document_id, k.sequence + coalesce(r.times, 0) AS sequence,
       max(k.changed_at, coalesce(r.at, '')) AS changed_at, k.last_deadline, k.quote, k.decision_id
FROM corrected k LEFT JOIN restored r ON r.document_id = k.document_id
UNION ALL
SELECT c.id, c.document_id, r.times, r.at, c.deadline, c.quote, c.decision_id
FROM restored r JOIN call_ins c ON c.document_id = r.document_id
WHERE c.id NOT IN (SELECT id FROM corrected);
