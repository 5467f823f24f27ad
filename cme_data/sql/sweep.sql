-- The changes of each figure of a trend from one period to the next, group by group.
-- Grain: one row per group, figure and period in which something changes.  /* by */ is the columns split by.
-- A child with several stretches in one group counts once: each adds only what those before it did not cover.
WITH fresh AS (
    SELECT
        /* by */
        figure,
        greatest(first, coalesce(covered, first)) AS first,
        after,
    FROM (
        SELECT
            *,
            max(after) OVER (
                PARTITION BY /* by */ figure, unit
                ORDER BY first, after
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS covered,
        FROM narrowed
    )
    WHERE covered IS NULL OR after > covered
)

SELECT
    /* by */
    figure,
    first AS position,
    count(*) AS change,
FROM fresh
GROUP BY ALL
UNION ALL
SELECT
    /* by */
    figure,
    after AS position,
    -count(*) AS change,
FROM fresh
GROUP BY ALL
