-- Spells on the CME register whose child was located in a period.
-- Grain: one row per spell.  Parameters: $start and $end, the first and last day.  The dates are the newest known.
SELECT
    in_force.*,
    newest.missing_from,
    newest.located_on,
    CASE WHEN newest.missing_from <= newest.located_on THEN newest.located_on - newest.missing_from END AS days,
FROM in_force
JOIN contents AS newest
    ON newest.content_id = in_force.last_content
WHERE newest.located_on BETWEEN $start AND $end
