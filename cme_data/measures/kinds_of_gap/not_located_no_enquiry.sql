-- Children missing and not located for whom no enquiry was made when one was due.
-- Grain: one row per child.
SELECT
    *,
    due_on AS since,
FROM clocks
WHERE duty = 'enquiry'
    AND status = 'late'
