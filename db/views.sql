-- Joined views: what a reader of the data asks first. No view looks at a clock; the asker compares with a day.

CREATE VIEW decision_search AS
SELECT d.id, d.title, d.reference, d.number, d.outcome, d.decided_on, d.decision_maker, d.key_decision,
       (SELECT group_concat(text, char(10)) FROM (
           SELECT text FROM resolutions r WHERE r.decision_id = d.id ORDER BY r.start)) AS resolution,
       d.record, d.reasons, d.alternatives, d.conflicts, d.dispensations,
       d.document_id, p.title AS document_title, p.kind AS document_kind, p.council, p.council_id, p.body,
       p.meeting_date, p.source_url, d.page, d.start, d."end", d.passage_id, d.needs_check, d.search_key
FROM decisions d JOIN documents p ON p.id = d.document_id;

-- Call-ins with a printed last moment. A missing deadline means: read the paper's own words in `quote`.
CREATE VIEW open_call_ins AS
SELECT c.id, c.deadline, c.basis, c.quote, c.needs_check, c.decision_id, d.title, d.reference, d.decided_on,
       c.document_id, p.title AS document_title, p.council, p.council_id, p.body, p.meeting_date,
       c.page, c.start, c."end", c.passage_id
FROM call_ins c
JOIN documents p ON p.id = c.document_id
LEFT JOIN decisions d ON d.id = c.decision_id
WHERE c.status = 'open_until'
ORDER BY c.deadline;

-- A series joins only points equal in metric, segment, kind, unit and basis.
CREATE VIEW metric_points AS
SELECT f.metric, m.name AS metric_name, m.basis, f.segment, f.kind, f.unit, f.part, f.period_from, f.period_to,
       f.value, f.value_high, f.approx, f.direction, f.trend, f.measure, f.quote, f.needs_check, f.id,
       f.document_id, p.title AS document_title, p.council, p.council_id, p.body, p.meeting_date,
       f."table", f."row", f."column", f.page, f.start, f."end", f.passage_id
FROM figures f
JOIN metrics m ON m.id = f.metric
JOIN documents p ON p.id = f.document_id
WHERE f.value IS NOT NULL;

-- Promises with a day or a rhythm. Which of them are overdue is for the asker, who knows the day.
CREATE VIEW outstanding_commitments AS
SELECT c.id, c.what, c.due_from, c.due_to, c.recurs, c.owner, c.quote, c.needs_check,
       c.document_id, p.title AS document_title, p.council, p.council_id, p.body, p.meeting_date,
       c.page, c.start, c."end", c.passage_id
FROM commitments c JOIN documents p ON p.id = c.document_id
WHERE c.due_from IS NOT NULL OR c.due_to IS NOT NULL OR c.recurs IS NOT NULL;
