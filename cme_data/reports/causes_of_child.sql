-- Every row that an upload ever had of a child, in the order in which they speak.
-- Grain: one row per upload and row of its sheet.
-- Parameters: $child; $rows, contents that were the child's, where no upload that counts has the child any more.
WITH known AS (
    SELECT DISTINCT
        upn_key,
        record_number,
        surname_key,
        forename_key,
        date_of_birth,
    FROM contents
    WHERE list_contains($rows, content_id)
        OR content_id IN (
            SELECT versions.content_id
            FROM versions
            JOIN spells
                ON spells.spell_id = versions.spell_id
            WHERE spells.child = $child
        )
)

SELECT
    sent.number,
    sent.register,
    sent.provider,
    sent.as_at,
    sent.withdrawn_at,
    contents AS said,
FROM store.main.uploads AS sent
JOIN listed
    ON listed.number = sent.number
JOIN contents
    ON contents.content_id = listed.content_id
WHERE EXISTS (
    FROM known
    WHERE known.upn_key = contents.upn_key
        OR known.record_number = contents.record_number
        OR known.surname_key = contents.surname_key
        AND known.forename_key = contents.forename_key
        AND known.date_of_birth = contents.date_of_birth
)
ORDER BY sent.as_at, sent.number
