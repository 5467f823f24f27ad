-- Duties that fell due in a period and were still owed on the day.
-- Grain: one row per duty of a spell, a meeting or an action.  Parameters: $start and $end, the first and last day.
SELECT *
FROM clocks
WHERE due_on BETWEEN $start AND $end
    AND (met_on IS NOT NULL OR closed_on IS NULL OR closed_on >= due_on)
