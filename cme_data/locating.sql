-- What the CME register says of children missing and not located.
-- Grain: one row per child.  Parameters: $on, the day; $children, who they are.
SELECT
    in_force.spell_id,
    in_force.child,
    in_force.opened_on,
    in_force.provider,
    in_force.surname,
    in_force.forename,
    in_force.borough,
    in_force.school,
    contents.record_number,
    contents.identified_on,
    contents.missing_from,
    contents.safeguarding_concern,
    contents.day_20_decision,
    contents.day_20_decided_on,
FROM in_force
JOIN contents
    ON contents.content_id = in_force.content_id
WHERE in_force.register = 'cme'
    AND in_force.category = 'Missing - not located'
    AND in_force.opened_on <= $on
    AND (in_force.closed_on IS NULL OR in_force.closed_on > $on)
    AND list_contains($children, in_force.child)
QUALIFY row_number() OVER (
    PARTITION BY in_force.child
    ORDER BY contents.missing_from NULLS LAST, in_force.spell_id
) = 1
