-- Spells that a later list of their service no longer has: always of the CME register, where they stay open; of
-- another, where they closed by it, if the child has no open spell.
-- Grain: one row per spell.  Parameters: $on, the day; $child_registers.
SELECT
    *,
    greatest(dropped_on, opened_on) AS since,
FROM facts
WHERE list_contains($child_registers, register)
    AND dropped_on <= $on
    AND (register = 'cme' OR child NOT IN (SELECT child FROM held))
