-- What the lists said of each of a child's spells, one version after the other, and the row that first said so.
-- Grain: one row per spell and version.  Parameter: $child.
-- A version that comes back after another is told from the list that brought it back.
WITH told AS (
    SELECT
        listed.content_id,
        listed.sheet_row,
        sent.number,
        sent.upload,
        sent.as_at,
        sent.file_name,
        sent.sheet,
        sent.who,
        sent.committed_at,
    FROM listed
    JOIN store.main.uploads AS sent
        ON sent.number = listed.number
    JOIN uploads
        ON uploads.upload = sent.upload
)

SELECT
    spells.spell_id,
    spells.register,
    spells.provider,
    spells.opened_on,
    spells.closed_on,
    spells.outcome,
    spells.dropped_on,
    versions.valid_from,
    versions.valid_to,
    contents AS said,
    told.upload,
    told.as_at,
    told.file_name,
    told.sheet,
    told.sheet_row,
    told.who,
    told.committed_at,
FROM spells
JOIN versions
    ON versions.spell_id = spells.spell_id
JOIN contents
    ON contents.content_id = versions.content_id
JOIN told
    ON told.content_id = versions.content_id
    AND told.as_at >= versions.valid_from
WHERE spells.child = $child
QUALIFY row_number() OVER (
    PARTITION BY spells.spell_id, versions.valid_from
    ORDER BY told.as_at, told.number, told.sheet_row
) = 1
ORDER BY spells.opened_on, spells.spell_id, versions.valid_from
