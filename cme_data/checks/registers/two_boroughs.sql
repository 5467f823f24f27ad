-- Children who live in one borough by one register and in another by a second, both open.
-- Grain: one row per pair of open spells on two registers.  Stands on `known`.
SELECT
    one.child,
    one.register,
    one.provider,
    one.opened_on,
    one.borough AS says,
    other.register AS other_register,
    other.provider AS other_provider,
    other.opened_on AS other_opened_on,
    other.borough AS other_says,
FROM known AS one
JOIN known AS other
    ON other.child = one.child
    AND other.register > one.register
    AND other.is_open
    AND other.borough <> one.borough
WHERE one.is_open
