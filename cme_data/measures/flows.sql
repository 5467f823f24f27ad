-- Spells that were open at some time of a period, and how each moved in it.
-- Grain: one row per spell.  Parameters: $start and $end, the first and last day; $on, the last day too.
SELECT
    *,
    opened_on < $start AND (closed_on IS NULL OR closed_on >= $start) AS opening,
    opened_on BETWEEN $start AND $end AS joined,
    coalesce(closed_on BETWEEN $start AND $end, FALSE) AS "left",
    opened_on <= $end AND (closed_on IS NULL OR closed_on > $end) AS closing,
    opened_on BETWEEN $start AND $end
        AND EXISTS (
            FROM spells AS earlier
            WHERE earlier.child = in_force.child
                AND earlier.register = in_force.register  -- whatever the provider
                AND earlier.spell_id <> in_force.spell_id
                AND earlier.closed_on BETWEEN in_force.opened_on - 365 AND in_force.opened_on
        ) AS rejoined,
FROM in_force
WHERE opened_on <= $end
    AND (closed_on IS NULL OR closed_on >= $start)
