-- Every spell with what the list in force on the day says, and the keys that find its child.
-- Grain: one row per spell.  Parameter: $on, the day.  Stands on `in_force`.
SELECT
    in_force.*,
    in_force.opened_on <= $on AND (in_force.closed_on IS NULL OR in_force.closed_on > $on) AS is_open,
    contents.on_roll,
    contents.suitability,
    contents.upn_key,
FROM in_force
JOIN contents
    ON contents.content_id = in_force.content_id
