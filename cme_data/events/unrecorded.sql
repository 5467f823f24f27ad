-- Spells open at the end of a period, with what their rows in force say of identity and reason.
-- Grain: one row per spell.  Parameter: $on, the period's last day.
SELECT
    in_force.*,
    contents.upn_key,
    contents.dfe_reason,
FROM in_force
JOIN contents
    ON contents.content_id = in_force.content_id
WHERE in_force.opened_on <= $on
    AND (in_force.closed_on IS NULL OR in_force.closed_on > $on)
