-- Children suspended or permanently excluded.
-- Grain: one row per open spell on the CME register.
SELECT
    *,
    CASE exclusion
        WHEN 'Permanent' THEN 'Achieving for Children'
        ELSE coalesce(school, 'School')
    END AS owed_by,
    excluded_on AS starts_on,
    provision_started_on AS done_on,
FROM facts
WHERE register = 'cme'
    AND is_open
    AND exclusion IN ('Suspension', 'Permanent')
    AND excluded_on IS NOT NULL
