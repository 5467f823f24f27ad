-- Home-educated children whose EHC plan is to be reviewed, by the list in force on the day.
-- Grain: one row per open spell of elective home education.  Parameters: $on, the day; $children, who they are.
-- The register keeps no day on which a review was held: a newer due day says so.
SELECT
    in_force.spell_id,
    in_force.child,
    in_force.register,
    in_force.provider,
    in_force.opened_on,
    in_force.sen,
    'SEND Service' AS owed_by,
    contents.annual_review_due AS due_on,
    CASE
        WHEN contents.annual_review_due IS NULL THEN 'unknown'
        WHEN contents.annual_review_due < $on THEN 'late'
        ELSE 'due'
    END AS status,
    CASE WHEN contents.annual_review_due IS NOT NULL THEN greatest(0, $on::DATE - contents.annual_review_due) END AS days_late,
FROM in_force
JOIN contents
    ON contents.content_id = in_force.content_id
WHERE in_force.register = 'ehe'
    AND in_force.opened_on <= $on
    AND (in_force.closed_on IS NULL OR in_force.closed_on > $on)
    AND (in_force.sen = 'EHC plan' OR contents.annual_review_due IS NOT NULL)
    AND list_contains($children, in_force.child)
ORDER BY contents.annual_review_due, in_force.spell_id
