-- Actions of the panel agreed by a day, with what the registers say of their child (see `told_of_child`).
-- Grain: one row per action.  Parameter: $on, the day.
SELECT
    in_force.*,
    contents.escalated_on,
FROM in_force
JOIN contents
    ON contents.content_id = in_force.content_id
WHERE in_force.register = 'actions'
    AND in_force.opened_on <= $on
