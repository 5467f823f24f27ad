-- Every duty with a day on it, as at the day: due when, done when, and how late.
-- Grain: one row per duty of a spell, a meeting or an action.
-- Parameters: $on, the day; $reckoned_duty, $reckoned_borough, $reckoned_from and $reckoned_due, side by side the
-- due days that follow from school days or working days.
WITH reckoned AS (
    SELECT
        unnest($reckoned_duty::VARCHAR[]) AS duty,
        unnest($reckoned_borough::VARCHAR[]) AS borough,
        unnest($reckoned_from::DATE[]) AS starts_on,
        unnest($reckoned_due::DATE[]) AS due_on,
),

dated AS (
    SELECT
        owed.*,
        coalesce(owed.stated_on, reckoned.due_on) AS due_on,
        CASE WHEN owed.done_on <= $on THEN owed.done_on END AS met_on,
    FROM owed
    LEFT JOIN reckoned
        ON reckoned.duty = owed.duty
        AND reckoned.borough IS NOT DISTINCT FROM owed.borough
        AND reckoned.starts_on = owed.starts_on
)

SELECT
    *,
    CASE
        WHEN met_on IS NOT NULL THEN 'met'
        WHEN due_on < $on THEN 'late'
        ELSE 'due'
    END AS status,
    CASE
        WHEN excepted AND met_on IS NOT NULL THEN 0
        ELSE greatest(0, coalesce(met_on, $on) - due_on)
    END AS days_late,
FROM dated
