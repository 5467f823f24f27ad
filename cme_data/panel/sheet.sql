-- Every action agreed by a day as it stands at its end, and how often its due date was moved to a later one.
-- Grain: one row per action.  Parameter: $on, the day.
SELECT
    contents.action_id,
    spells.child,
    spells.opened_on AS agreed_on,
    contents.action,
    contents.service,
    contents.owner,
    contents.due_on,
    coalesce(moved.times, 0) AS carried_over,
    CASE
        WHEN spells.closed_on IS NULL OR spells.closed_on > $on THEN 'Open'
        WHEN contents.status = 'Cancelled' THEN 'Cancelled'
        ELSE 'Completed'
    END AS status,
    CASE WHEN spells.closed_on <= $on THEN spells.closed_on END AS closed_on,
    CASE
        WHEN spells.closed_on IS NULL OR spells.closed_on > $on THEN greatest(0, $on::DATE - contents.due_on)
    END AS days_overdue,
    CASE WHEN contents.escalated_on <= $on THEN contents.escalated_on END AS escalated_on,
    contents.outcome,
    spells.dropped_on,
    spells.last_content AS content,
FROM spells
JOIN contents
    ON contents.content_id = spells.last_content
LEFT JOIN (
    SELECT
        action_id,
        provider,
        count(*) AS times,
    FROM (
        SELECT
            told.action_id,
            told.provider,
            told.due_on > lag(told.due_on) OVER (
                PARTITION BY told.provider, told.action_id ORDER BY sent.as_at, sent.number
            ) AS is_later,
        FROM store.main.uploads AS sent
        JOIN uploads
            ON uploads.upload = sent.upload
        JOIN listed
            ON listed.number = sent.number
        JOIN contents AS told
            ON told.content_id = listed.content_id
        WHERE sent.register = 'actions'
            AND sent.as_at <= $on
    )
    WHERE is_later
    GROUP BY ALL
) AS moved
    ON moved.action_id = contents.action_id
    AND moved.provider = spells.provider
WHERE spells.register = 'actions'
    AND spells.opened_on <= $on
