-- When each call-in ends, worked out once: which of twenty years' decisions can be called in is asked on every visit.
-- `state` is empty where it depends on the moment asked about: open up to `ends`, closed after it. `taken` is the day
-- of the decision, or of its paper. A view where papers still come in; publishing makes it a table with indexes.
CREATE VIEW call_in_times AS
SELECT c.id, c.document_id,
       CASE WHEN c.status = 'called_in' THEN 'called_in'
            WHEN c.status IN ('exempt', 'not_subject') THEN 'exempt'
            WHEN c.deadline IS NULL AND c.effective_from IS NULL THEN 'unknown' END AS state,
       -- A deadline that is a bare day means its end. What takes effect on a day can be called in until the day before.
       CASE WHEN c.deadline IS NOT NULL THEN iif(length(c.deadline) > 10, c.deadline, c.deadline || 'T23:59:59')
            ELSE date(substr(c.effective_from, 1, 10), '-1 day') || 'T23:59:59' END AS ends,
       coalesce(c.deadline, c.effective_from) AS day,
       coalesce(d.decided_on, p.meeting_date, p.signed_date, p.published_date) AS taken,
       p.council_id
FROM call_ins c JOIN documents p ON p.id = c.document_id LEFT JOIN decisions d ON d.id = c.decision_id;
