-- What the archive seems to lack: months without papers between the first and the last of a body, meetings that a
-- paper cites and the archive does not hold, files that could not be read, pages without text, and papers that break
-- off: a note on a page that has text says that pages behind it may be missing.

DROP VIEW IF EXISTS archive_gaps;

CREATE VIEW archive_gaps AS
WITH RECURSIVE spans AS (
    SELECT council, body, min(substr(meeting_date, 1, 7)) AS first, max(substr(meeting_date, 1, 7)) AS last
    FROM documents WHERE meeting_date IS NOT NULL AND council IS NOT NULL AND status <> 'failed'
    GROUP BY council, body
), months AS (
    SELECT council, body, first AS month, last FROM spans
    UNION ALL
    SELECT council, body, substr(date(month || '-01', '+1 month'), 1, 7), last FROM months WHERE month < last
)
SELECT 'month_without_papers' AS kind, council, body, month AS period, NULL AS document_id, NULL AS quote
FROM months
WHERE NOT EXISTS (
    SELECT 1 FROM documents p WHERE p.council = months.council AND p.body IS months.body
    AND substr(p.meeting_date, 1, 7) = months.month)
UNION ALL
SELECT 'meeting_cited_not_held', p.council, NULL, c.date, c.document_id, c.quote
FROM citations c JOIN documents p ON p.id = c.document_id
WHERE c.kind = 'prior_meeting' AND c.date IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM documents held WHERE held.council IS p.council
    AND substr(held.meeting_date, 1, length(c.date)) = c.date)
UNION ALL
SELECT 'file_not_read', council, body, meeting_date, id, error_message FROM documents WHERE status = 'failed'
UNION ALL
SELECT iif(g.start < g."end", 'paper_breaks_off', 'page_without_text'), p.council, p.body, p.meeting_date, p.id, 'page ' || g.number || ': ' || g.note
FROM pages g JOIN documents p ON p.id = g.document_id WHERE g.note IS NOT NULL;
