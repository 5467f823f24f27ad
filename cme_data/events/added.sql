-- Spells that joined the CME register in a period.
-- Grain: one row per spell.  Parameters: $start and $end, the first and last day.  The dates are the newest known.
SELECT
    in_force.*,
    newest.identified_on,
    CASE WHEN newest.identified_on <= in_force.opened_on THEN in_force.opened_on - newest.identified_on END AS days,
FROM in_force
JOIN contents AS newest
    ON newest.content_id = in_force.last_content
WHERE in_force.opened_on BETWEEN $start AND $end
