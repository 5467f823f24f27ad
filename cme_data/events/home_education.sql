-- Spells of home education, and what was done about each in a period.
-- Grain: one row per spell.  Parameters: $start and $end, the first and last day.
-- The dates of notices and orders are the newest known; an assessment is the one known at the period's end.
SELECT
    in_force.*,
    newest.notice_437_on,
    newest.sao_issued_on,
    newest.sao_revoked_on,
    coalesce(newest.notice_437_on BETWEEN $start AND $end, FALSE) AS notice,
    coalesce(newest.sao_issued_on BETWEEN $start AND $end, FALSE) AS order_issued,
    coalesce(newest.sao_revoked_on BETWEEN $start AND $end, FALSE) AS order_revoked,
    coalesce(said.assessed_on BETWEEN $start AND $end, FALSE) AS assessed,
    in_force.opened_on BETWEEN $start AND $end AS begun,
    begun AND coalesce(said.assessed_on NOT BETWEEN in_force.opened_on AND $end, TRUE) AS begun_unassessed,
FROM in_force
JOIN contents AS newest
    ON newest.content_id = in_force.last_content
JOIN contents AS said
    ON said.content_id = in_force.content_id
WHERE in_force.register = 'ehe'
    AND in_force.opened_on <= $end
