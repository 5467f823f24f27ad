-- Removals from the CME register that were approved on a day on which no meeting is listed; they count all the same.
-- Grain: one row per spell, the newest approval first.
SELECT
    spells.child,
    spells.register,
    spells.provider,
    spells.opened_on,
    spells.closed_on,
    contents.removal_approved_on,
    contents.outcome,
FROM spells
JOIN contents
    ON contents.content_id = spells.last_content
WHERE spells.register = 'cme'
    AND contents.removal_approved_on IS NOT NULL
    AND NOT EXISTS (
        FROM spells AS meetings
        WHERE meetings.register = 'meetings'
            AND meetings.opened_on = contents.removal_approved_on
    )
ORDER BY contents.removal_approved_on DESC, spells.spell_id
