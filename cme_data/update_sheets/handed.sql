-- Rows as they were handed out.
-- Grain: one row per digest.  Parameters: $register; $digests.
SELECT *
FROM contents
WHERE register = $register
    AND list_contains($digests, digest)
