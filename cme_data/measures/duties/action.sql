-- Actions agreed by the day, done or not; they are done on the day they are closed.
-- Grain: one row per action.
SELECT
    *,
    service AS owed_by,
    action_due_on AS stated_on,
    closed_on AS done_on,
FROM told_actions
