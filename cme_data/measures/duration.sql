-- Spells open at the end of the day, and spells that closed in a period where one is given.
-- Grain: one row per spell open, one per spell closed.
-- Parameters: $on, the day; $start and $end, the first and last day of the period, or NULL.
SELECT
    *,
    TRUE AS still_open,
    $on - opened_on AS days,
FROM in_force
WHERE opened_on <= $on
    AND (closed_on IS NULL OR closed_on > $on)
UNION ALL
SELECT
    *,
    FALSE AS still_open,
    closed_on - opened_on AS days,
FROM in_force_at_end
WHERE closed_on BETWEEN $start AND $end
