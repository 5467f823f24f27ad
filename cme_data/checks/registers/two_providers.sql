-- Children open on one register at two providers.
-- Grain: one row per pair of open spells.  Stands on `known`.
SELECT
    one.child,
    one.register,
    one.provider,
    one.opened_on,
    one.provider AS says,
    other.register AS other_register,
    other.provider AS other_provider,
    other.opened_on AS other_opened_on,
    other.provider AS other_says,
FROM known AS one
JOIN known AS other
    ON other.child = one.child
    AND other.register = one.register
    AND other.provider > one.provider
    AND other.is_open
WHERE one.is_open
    AND one.register NOT IN ('actions', 'enquiries', 'meetings')
