-- The children on the CME register, as the list in force on a day has them, with what the newest says of a removal.
-- Grain: one row per open spell.  Parameters: $on, the day; $boroughs, none of which is all.
SELECT
    in_force.*,
    contents.record_number,
    contents.safeguarding_concern,
    contents.missing_from,
    contents.full_time_due,
    contents.working_well,
    contents.concerns,
    contents.child_view,
    contents.what_next,
    newest.removed_on,
    newest.outcome AS removal_outcome,
    newest.destination,
FROM in_force
JOIN contents
    ON contents.content_id = in_force.content_id
JOIN contents AS newest
    ON newest.content_id = in_force.last_content
WHERE in_force.register = 'cme'
    AND in_force.opened_on <= $on
    AND (in_force.closed_on IS NULL OR in_force.closed_on > $on)
    AND (len($boroughs) = 0 OR list_contains($boroughs, in_force.borough))
ORDER BY in_force.surname, in_force.forename, in_force.opened_on, in_force.spell_id
