-- Every time that children are or were on a child register, by the newest that is known.
-- Grain: one row per spell known by the day.  Parameters: $on, the day; $children; $child_registers.
SELECT
    child,
    spell_id,
    register,
    provider,
    opened_on,
    CASE WHEN closed_on <= $on THEN closed_on END AS closed_on,
    outcome,
FROM spells
WHERE list_contains($children, child)
    AND list_contains($child_registers, register)
    AND opened_on <= $on
ORDER BY opened_on DESC, spell_id DESC
