-- Actions agreed by a day that are still open on it, were agreed at the meeting before, or were closed since.
-- Grain: one row per action.  Parameters: $on, the day; $previous, the meeting before, or none.
SELECT
    in_force.*,
    contents.record_number,
    contents.action_id,
    contents.action,
    contents.owner,
    contents.service,
    contents.due_on,
    contents.status,
    contents.outcome AS said,
    contents.escalated_on,
    in_force.closed_on IS NULL OR in_force.closed_on > $on AS is_open,
FROM in_force
JOIN contents
    ON contents.content_id = in_force.content_id
WHERE in_force.register = 'actions'
    AND in_force.opened_on <= $on
    AND (
        in_force.closed_on IS NULL
        OR in_force.closed_on > coalesce($previous, $on)
        OR in_force.opened_on = $previous
    )
