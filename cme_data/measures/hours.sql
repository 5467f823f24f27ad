-- Spells open at the end of the day, on the registers that record hours.
-- Grain: one row per spell; the measure takes each child's largest recorded hours, because registers
-- repeat each other.  Parameter: $on, the day.
SELECT *
FROM in_force
WHERE opened_on <= $on
    AND (closed_on IS NULL OR closed_on > $on)
