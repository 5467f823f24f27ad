-- How the figures of a trend change from one period to the next, group by group.
-- Grain: one row per group and period in which something changes; /* by */ is the columns split by.
-- A child counts in a group while at least one of its spells there does.
WITH steps AS (
    SELECT
        /* by */
        child,
        position,
        sum(step) AS held,
        sum(CASE WHEN recorded THEN step ELSE 0 END) AS recorded,
        sum(CASE WHEN enough THEN step ELSE 0 END) AS enough,
        count(*) FILTER (WHERE figure = 'joined') AS joined,
        count(*) FILTER (WHERE figure = 'left') AS "left",
    FROM (
        SELECT
            /* by */
            figure,
            child,
            recorded,
            enough,
            unnest(CASE WHEN figure = 'held' THEN [first, after] ELSE [first] END) AS position,
            unnest(CASE WHEN figure = 'held' THEN [1, -1] ELSE [0] END) AS step,
        FROM narrowed
    )
    GROUP BY ALL
),

-- One running sum over all children: each one's steps add up to nothing, so the next begins again at 0.
running AS (
    SELECT
        *,
        sum(held) OVER so_far AS held_now,
        sum(recorded) OVER so_far AS recorded_now,
        sum(enough) OVER so_far AS enough_now,
    FROM steps
    WHERE held <> 0 OR recorded <> 0 OR enough <> 0 OR joined > 0 OR "left" > 0
    WINDOW so_far AS (ORDER BY /* by */ child, position ROWS UNBOUNDED PRECEDING)
)

SELECT
    /* by */
    position,
    sum((held_now > 0)::INTEGER - (held_now - held > 0)::INTEGER)::INTEGER AS held,
    sum((recorded_now > 0)::INTEGER - (recorded_now - recorded > 0)::INTEGER)::INTEGER AS recorded,
    sum((enough_now > 0)::INTEGER - (enough_now - enough > 0)::INTEGER)::INTEGER AS enough,
    sum(joined)::INTEGER AS joined,
    sum("left")::INTEGER AS "left",
FROM running
GROUP BY ALL
