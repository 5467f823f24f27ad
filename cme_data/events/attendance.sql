-- Meetings of the panel in a period, with what the newest list says of who attended.
-- Grain: one row per day on which it met.  Parameters: $start and $end, the first and last day.
SELECT
    spells.opened_on AS held_on,
    contents.attended,
FROM spells
JOIN contents
    ON contents.content_id = spells.last_content
WHERE spells.register = 'meetings'
    AND spells.opened_on BETWEEN $start AND $end
QUALIFY row_number() OVER (PARTITION BY spells.opened_on ORDER BY spells.spell_id DESC) = 1
ORDER BY spells.opened_on
