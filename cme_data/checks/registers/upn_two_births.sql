-- UPNs to which two sources give different dates of birth.
-- Grain: one row per UPN and pair of dates in two sources, by the latest spell of each.  Stands on `known`.
WITH latest AS (
    SELECT
        upn_key,
        date_of_birth,
        register,
        provider,
        arg_max(child, (opened_on, spell_id)) AS child,
        max(opened_on) AS opened_on,
    FROM known
    WHERE upn_key IS NOT NULL
        AND date_of_birth IS NOT NULL
    GROUP BY ALL
)

SELECT
    one.child,
    one.register,
    one.provider,
    one.opened_on,
    'Born on ' || strftime(one.date_of_birth, '%d/%m/%Y') AS says,
    other.register AS other_register,
    other.provider AS other_provider,
    other.opened_on AS other_opened_on,
    'Born on ' || strftime(other.date_of_birth, '%d/%m/%Y') AS other_says,
FROM latest AS one
JOIN latest AS other
    ON other.upn_key = one.upn_key
    AND other.date_of_birth <> one.date_of_birth
    AND (other.register, other.provider) > (one.register, one.provider)
