-- The children whom a member of the panel may see: every one on the CME register at any time, and those of the member's
-- own service, as any list says it: who sent the row, who leads for the child, who owes the action.
-- Grain: one row per child.  Parameter: $service, folded.
SELECT DISTINCT spells.child
FROM spells
JOIN versions
    ON versions.spell_id = spells.spell_id
JOIN contents
    ON contents.content_id = versions.content_id
WHERE spells.child IS NOT NULL
    AND (
        spells.register = 'cme'
        OR list_contains(
            [lower(trim(spells.provider)), lower(trim(contents.lead_service)), lower(trim(contents.service))], $service
        )
    )
