-- The spells that rows handed out belong to, with their newest rows.
-- Grain: one row per digest and spell.  Parameters: $register; $digests, of rows handed out.
SELECT
    handed.digest AS handed_digest,
    spells.spell_id,
    spells.child,
    spells.closed_on AS spell_closed_on,
    newest.*,
FROM contents AS handed
JOIN spells
    ON spells.register = handed.register
    AND (
        handed.content_id IN (spells.first_content, spells.last_content)
        OR spells.spell_id IN (SELECT spell_id FROM versions WHERE versions.content_id = handed.content_id)
    )
JOIN contents AS newest
    ON newest.content_id = spells.last_content
WHERE handed.register = $register
    AND list_contains($digests, handed.digest)
