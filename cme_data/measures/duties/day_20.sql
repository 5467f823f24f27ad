-- Children missing and not located whose first day missing is recorded: may the school take them off its roll?
-- Grain: one row per open spell on the CME register.
SELECT
    *,
    'Education Welfare Service' AS owed_by,
    missing_from AS starts_on,
    day_20_decided_on AS done_on,
FROM facts
WHERE register = 'cme'
    AND is_open
    AND category = 'Missing - not located'
    AND missing_from IS NOT NULL
