-- Children whose hours differ by five or more between two registers that are open.
-- Grain: one row per pair of open spells on two registers.  Stands on `known`.
SELECT
    one.child,
    one.register,
    one.provider,
    one.opened_on,
    one.hours_per_week::VARCHAR || ' hours a week' AS says,
    other.register AS other_register,
    other.provider AS other_provider,
    other.opened_on AS other_opened_on,
    other.hours_per_week::VARCHAR || ' hours a week' AS other_says,
FROM known AS one
JOIN known AS other
    ON other.child = one.child
    AND other.register > one.register
    AND other.is_open
WHERE one.is_open
    AND abs(one.hours_per_week - other.hours_per_week) >= 5
