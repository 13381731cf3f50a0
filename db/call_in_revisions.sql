-- What people did to each call-in's reading, for the calendar: a subscriber's copy of a last day goes only when an event
-- of the same name says so, also after the call-in itself is gone. `sequence` never falls: taking a correction back
-- counts too. `last_deadline` is the last moment that stood before it was taken away, or stands now.
-- A view where corrections still come in; publishing makes it a table, before undone corrections leave the books.
CREATE VIEW call_in_revisions AS
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
GROUP BY k.fact_id, k.document_id;
