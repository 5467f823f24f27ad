-- What the newest list says of a meeting.
-- Grain: one row, or none.  Parameter: $held_on, its day.
SELECT
    contents.agenda_sent_on,
    contents.agenda_exception,
    contents.register_sent_on,
FROM spells
JOIN contents
    ON contents.content_id = spells.last_content
WHERE spells.register = 'meetings'
    AND spells.opened_on = $held_on
ORDER BY spells.spell_id DESC
LIMIT 1
