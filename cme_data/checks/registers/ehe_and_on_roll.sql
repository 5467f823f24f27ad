-- Children open on the home education register whom the CME register has on a school roll.
-- Grain: one row per pair of open spells.  Stands on `known`.
SELECT
    ehe.child,
    ehe.register,
    ehe.provider,
    ehe.opened_on,
    'Home educated, ' || lower(ehe.suitability) AS says,
    cme.register AS other_register,
    cme.provider AS other_provider,
    cme.opened_on AS other_opened_on,
    'On roll' || coalesce(' at ' || cme.school, '') AS other_says,
FROM known AS ehe
JOIN known AS cme
    ON cme.child = ehe.child
    AND cme.register = 'cme'
    AND cme.is_open
WHERE ehe.register = 'ehe'
    AND ehe.is_open
    AND cme.on_roll = 'Yes'
