-- Spells that left the CME register in a term, and whether education was restored with that.
-- Grain: one row per spell.  Parameters: $start and $on, the first and last day.
SELECT
    child,
    borough,
    coalesce(
        outcome IN ('Returned to full timetable', 'New school place', 'Alternative provision', 'Suitable home education'),
        FALSE
    ) AS restored,
FROM in_force
WHERE register = 'cme'
    AND closed_on BETWEEN $start AND $on
