-- The whole lists that no longer have a child whom an earlier one of their source had.
-- Grain: one row per upload.  Parameter: $child.
SELECT DISTINCT sent.number
FROM spells
JOIN store.main.uploads AS sent
    ON sent.register = spells.register
    AND sent.provider = spells.provider
    AND sent.as_at = spells.dropped_on
    AND sent.mode = 'snapshot'
WHERE spells.child = $child
