-- Children on the CME register on a term's first and last day, with hours recorded on both: how many more they receive.
-- Grain: one row per child.  Parameters: $start and $on, the first and last day.
-- Of two open spells of a child the one with the most hours speaks, as in the measure of hours.
WITH first_day AS (
    SELECT
        child,
        max(hours_per_week) AS hours,
    FROM before
    WHERE register = 'cme'
        AND opened_on <= $start
        AND (closed_on IS NULL OR closed_on > $start)
    GROUP BY child
),

last_day AS (
    SELECT
        child,
        max(hours_per_week) AS hours,
        arg_max(borough, hours_per_week) AS borough,
        min(opened_on) AS opened_on,
    FROM in_force
    WHERE register = 'cme'
        AND opened_on <= $on
        AND (closed_on IS NULL OR closed_on > $on)
    GROUP BY child
)

SELECT
    last_day.child,
    'cme' AS register,
    last_day.opened_on,
    last_day.borough,
    first_day.hours AS hours_then,
    last_day.hours AS hours_per_week,
    last_day.hours - first_day.hours AS more,
FROM first_day
JOIN last_day
    ON last_day.child = first_day.child
WHERE more IS NOT NULL
