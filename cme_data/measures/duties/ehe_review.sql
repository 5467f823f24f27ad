-- Children whose home education is to be reviewed.
-- Grain: one row per open spell of elective home education.  A review before its due day does not meet it.
SELECT
    *,
    'Education Welfare Service' AS owed_by,
    review_due AS stated_on,
    CASE WHEN assessed_on >= review_due THEN assessed_on END AS done_on,
FROM facts
WHERE register = 'ehe'
    AND is_open
    AND review_due IS NOT NULL
