-- Meetings of the panel and their agendas.
-- Grain: one row per meeting known.  An emergency agenda that the chair agreed to is in time whenever it is sent.
SELECT
    *,
    'Business support' AS owed_by,
    opened_on AS starts_on,
    agenda_sent_on AS done_on,
    agenda_exception = 'Yes' AS excepted,
FROM facts
WHERE register = 'meetings'
