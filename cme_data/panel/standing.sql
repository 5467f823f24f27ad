-- One row of a register as the newest list has it, with the newest day that a list of it speaks for.
-- Grain: one row per spell that is meant, an open one and the latest opened first.
-- Parameters: $register, and one of $action_id, $child (a spell open on the day $on), $held_on and $content; the others are null.
SELECT
    spells.child,
    spells.last_content AS content_id,
    (
        SELECT max(sent.as_at)
        FROM store.main.uploads AS sent
        JOIN uploads
            ON uploads.upload = sent.upload
        WHERE sent.register = spells.register
            AND sent.provider = spells.provider
            AND (
                sent.mode = 'snapshot'
                OR EXISTS (
                    FROM listed
                    WHERE listed.number = sent.number
                        AND listed.content_id = spells.last_content
                )
            )
    ) AS since,
    contents.* EXCLUDE (content_id),
FROM spells
JOIN contents
    ON contents.content_id = spells.last_content
WHERE spells.register = $register
    AND (contents.action_id = $action_id OR $action_id::VARCHAR IS NULL)
    AND (spells.opened_on = $held_on OR $held_on::DATE IS NULL)
    AND (spells.last_content = $content OR $content::INTEGER IS NULL)
    AND ($child::VARCHAR IS NULL OR spells.child = $child AND (spells.closed_on IS NULL OR spells.closed_on > $on))
ORDER BY spells.closed_on IS NOT NULL, spells.opened_on DESC, spells.spell_id
