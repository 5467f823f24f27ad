-- Meetings of the panel and the register sent round before them.
-- Grain: one row per meeting known.
SELECT
    *,
    'Business support' AS owed_by,
    opened_on AS starts_on,
    register_sent_on AS done_on,
FROM facts
WHERE register = 'meetings'
