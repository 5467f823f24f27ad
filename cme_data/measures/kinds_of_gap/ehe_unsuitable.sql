-- Children whose home education is judged unsuitable and who are not on the CME register.
-- Grain: one row per open spell of elective home education.  Parameter: $on, the day.
-- It is a gap since the judgement, or since the child last left the CME register.
SELECT
    facts.*,
    greatest(
        coalesce(CASE WHEN facts.assessed_on <= $on THEN facts.assessed_on END, facts.opened_on),
        (
            SELECT max(earlier.closed_on)
            FROM facts AS earlier
            WHERE earlier.register = 'cme'
                AND earlier.child = facts.child
        )
    ) AS since,
FROM facts
WHERE facts.register = 'ehe'
    AND facts.is_open
    AND facts.suitability = 'Unsuitable'
    AND facts.child NOT IN (SELECT child FROM held WHERE register = 'cme')
