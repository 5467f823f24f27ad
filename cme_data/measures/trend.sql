-- What counts in each of the periods that follow one another.
-- Grain: one row per version of a spell and run of periods in which it counts, from `first` until before `after`
-- (`figure` held); and one per spell that joined or left in a period (`figure` joined, left).
-- Parameters: $starts and $ends, the periods' days; $registers; $hours_registers; $full; and $run_first, $run_after
-- and $run_day, the runs of periods in which a year group worked out from the birth date stays the same.
WITH periods AS NOT MATERIALIZED (
    SELECT
        unnest(range(1, len($ends) + 1)) AS position,
        unnest($ends) AS ends,
),

runs AS (
    SELECT
        unnest($run_first) AS first,
        unnest($run_after) AS after,
        unnest($run_day) AS day,
),

asked AS NOT MATERIALIZED (
    SELECT
        spell_id,
        child,
        register,
        opened_on,
        closed_on,
    FROM spells
    WHERE list_contains($registers, register)
),

-- A version of an open spell counts from the first period that ends on or after the day from which it holds,
-- until before the first that ends on or after the day on which it holds no longer.
held AS (
    SELECT
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
),

moved AS (
    SELECT
        *,
        'joined' AS figure,
        opened_on AS moved_on,
    FROM asked
    UNION ALL
    SELECT
        *,
        'left' AS figure,
        closed_on AS moved_on,
    FROM asked
),

counted AS (
    SELECT
        'held' AS figure,
        held.child,
        held.register,
        held.content_id,
        greatest(held.first, runs.first) AS first,
        least(held.after, runs.after) AS after,
        runs.day,
    FROM held
    JOIN runs
        ON held.first < runs.after
        AND runs.first < held.after
    WHERE held.first < held.after
    UNION ALL
    SELECT
        moved.figure,
        moved.child,
        moved.register,
        versions.content_id,
        periods.position AS first,
        periods.position + 1 AS after,
        periods.ends AS day,
    FROM moved
    ASOF JOIN periods
        ON moved.moved_on <= periods.ends
    JOIN versions
        ON versions.spell_id = moved.spell_id
        AND versions.valid_from <= periods.ends
        AND periods.ends < versions.valid_to
    WHERE moved.moved_on >= $starts[1]
)

SELECT
    counted.figure,
    counted.child,
    counted.first,
    counted.after,
    counted.day,
    counted.register,
    list_contains($hours_registers, counted.register) AND contents.hours_per_week IS NOT NULL AS recorded,
    list_contains($hours_registers, counted.register) AND contents.hours_per_week >= $full AS enough,
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
FROM counted
JOIN contents
    ON contents.content_id = counted.content_id
