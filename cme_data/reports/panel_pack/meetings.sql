-- The last meetings up to a day with who attended, the newest first.
-- Grain: one row per meeting.  Parameter: $held_on, the day.
SELECT
    spells.opened_on AS held_on,
    contents.attended,
    contents.chair,
FROM spells
JOIN contents
    ON contents.content_id = spells.last_content
WHERE spells.register = 'meetings'
    AND spells.opened_on <= $held_on
ORDER BY spells.opened_on DESC
LIMIT 4
