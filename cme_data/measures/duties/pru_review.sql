-- Children whose placement at the pupil referral unit is to be reviewed.
-- Grain: one row per open spell at the pupil referral unit.  A review before its due day does not meet it.
SELECT
    *,
    provider AS owed_by,
    review_due AS stated_on,
    CASE WHEN reviewed_on >= review_due THEN reviewed_on END AS done_on,
FROM facts
WHERE register = 'pru'
    AND is_open
    AND review_due IS NOT NULL
