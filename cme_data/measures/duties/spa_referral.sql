-- Children whose first day missing is recorded: their school refers them to the Single Point of Access.
-- Grain: one row per open spell on the CME register.
SELECT
    *,
    coalesce(school, 'School') AS owed_by,
    missing_from AS starts_on,
    spa_referred_on AS done_on,
FROM facts
WHERE register = 'cme'
    AND is_open
    AND missing_from IS NOT NULL
