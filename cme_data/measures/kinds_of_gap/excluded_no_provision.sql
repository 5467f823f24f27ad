-- Children permanently excluded whose provision had not begun by the sixth school day.
-- Grain: one row per open spell on the CME register.
SELECT
    *,
    due_on AS since,
FROM clocks
WHERE duty = 'sixth_day'
    AND exclusion = 'Permanent'
    AND status = 'late'
