-- Children whose personal education plan is to be reviewed.
-- Grain: one row per open spell on the Virtual School's register.  A review before its due day does not meet it.
SELECT
    *,
    'Virtual School' AS owed_by,
    pep_due AS stated_on,
    CASE WHEN pep_on >= pep_due THEN pep_on END AS done_on,
FROM facts
WHERE register = 'virtual_school'
    AND is_open
    AND pep_due IS NOT NULL
