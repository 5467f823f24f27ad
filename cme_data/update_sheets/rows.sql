-- What the update sheets hold: open actions, or open times on the CME register, as their newest rows have them.
-- Grain: one row per spell.  Parameters: $register; $on, the day.
-- `key` names the first row of the spell and the newest: either finds it again, whatever is uploaded in between.
SELECT
    spells.spell_id,
    spells.child,
    "first".digest || '-' || newest.digest AS key,
    newest.*,
FROM spells
JOIN contents AS newest
    ON newest.content_id = spells.last_content
JOIN contents AS "first"
    ON "first".content_id = spells.first_content
WHERE spells.register = $register
    AND spells.opened_on <= $on
    AND (spells.closed_on IS NULL OR spells.closed_on > $on)
ORDER BY newest.due_on, newest.surname, newest.forename, spells.spell_id
