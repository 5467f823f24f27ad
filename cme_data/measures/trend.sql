-- What counts in each of the periods that follow one another.
-- Grain: one row per figure, thing counted (`unit`) and run of periods: from period `first` until before `after`.
--     caseload, recorded, full: a child, while a spell is open at the ends of the periods and one version holds;
--     recorded where hours are recorded, full where they reach $full.
--     joined, left, overdue: a spell, or an action of `actions`, in its one period.
-- Parameters: $starts and $ends, the periods' days; $registers; $hours_registers; $full; and $run_first, $run_after
-- and $run_day, the runs of periods in which a year group worked out from the birth date stays the same.
WITH periods AS (
    SELECT
        unnest(range(1, len($ends) + 1)) AS position,
        unnest($starts) AS starts,
        unnest($ends) AS ends,
),

runs AS (
    SELECT
        unnest($run_first) AS first,
        unnest($run_after) AS after,
        unnest($run_day) AS day,
),

asked AS (
    SELECT *
    FROM spells
    WHERE list_contains($registers, register)
),

-- A version of an open spell counts from the first period that ends on or after the day from which it holds,
-- until before the first that ends on or after the day on which it holds no longer.
held AS (
    SELECT
        asked.spell_id,
        asked.child,
        asked.register,
        versions.content_id,
        begun.position AS first,
        coalesce(done.position, len($ends) + 1) AS after,
    FROM asked
    JOIN versions
        ON versions.spell_id = asked.spell_id
    ASOF JOIN periods AS begun
        ON greatest(asked.opened_on, versions.valid_from) <= begun.ends
    ASOF LEFT JOIN periods AS done
        ON least(asked.closed_on, versions.valid_to) <= done.ends  -- least() passes over a blank
    WHERE begun.position < coalesce(done.position, len($ends) + 1)
),

moved AS (
    SELECT
        'joined' AS figure,
        asked.*,
        periods.position,
        periods.ends,
    FROM asked
    JOIN periods
        ON asked.opened_on BETWEEN periods.starts AND periods.ends
    UNION ALL
    SELECT
        'left' AS figure,
        asked.*,
        periods.position,
        periods.ends,
    FROM asked
    JOIN periods
        ON asked.closed_on BETWEEN periods.starts AND periods.ends
),

stretches AS (
    SELECT
        'caseload' AS figure,
        held.child AS unit,
        held.register,
        held.content_id,
        greatest(held.first, runs.first) AS first,
        least(held.after, runs.after) AS after,
        runs.day,
    FROM held
    JOIN runs
        ON held.first < runs.after
        AND runs.first < held.after
    UNION ALL
    SELECT
        moved.figure,
        moved.spell_id::VARCHAR AS unit,
        moved.register,
        versions.content_id,
        moved.position AS first,
        moved.position + 1 AS after,
        moved.ends AS day,
    FROM moved
    JOIN versions
        ON versions.spell_id = moved.spell_id
        AND versions.valid_from <= moved.ends
        AND moved.ends < versions.valid_to
)

SELECT
    unnest(
        CASE
            WHEN stretches.figure <> 'caseload' THEN [stretches.figure]
            WHEN contents.hours_per_week IS NULL OR NOT list_contains($hours_registers, stretches.register)
                THEN ['caseload']
            WHEN contents.hours_per_week < $full THEN ['caseload', 'recorded']
            ELSE ['caseload', 'recorded', 'full']
        END
    ) AS figure,
    stretches.unit,
    stretches.first,
    stretches.after,
    stretches.day,
    stretches.register,
    contents.date_of_birth,
    contents.borough,
    contents.year_group,
    contents.category,
    contents.referral_group,
    contents.reason,
    contents.provision,
    contents.school,
    contents.lead_service,
    contents.sex,
    contents.sen,
    contents.social_care,
    contents.ethnicity,
FROM stretches
JOIN contents
    ON contents.content_id = stretches.content_id
UNION ALL
SELECT
    'overdue' AS figure,
    actions.spell_id::VARCHAR AS unit,
    periods.position AS first,
    periods.position + 1 AS after,
    actions.day,
    actions.register,
    actions.date_of_birth,
    actions.borough,
    actions.year_group,
    actions.category,
    actions.referral_group,
    actions.reason,
    actions.provision,
    actions.school,
    actions.lead_service,
    actions.sex,
    actions.sen,
    actions.social_care,
    actions.ethnicity,
FROM actions
JOIN periods
    ON periods.ends = actions.day
WHERE actions.days_overdue > 0
