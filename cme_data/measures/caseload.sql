-- Spells open at the end of the day.
-- Grain: one row per spell; the measure counts each child once.  Parameter: $on, the day.
SELECT *
FROM in_force
WHERE opened_on <= $on
    AND (closed_on IS NULL OR closed_on > $on)  -- on the closing day the child has left
