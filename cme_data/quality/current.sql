-- Every row in force: of a spell that is open, or on its source's newest whole list or an addition since.
-- Grain: one row per spell.  Parameter: $today.
-- `number` and `sheet_row` say where the row stands: in the last upload that lists it.
WITH placed AS (
    SELECT
        content_id,
        max(place) AS place,
        min(as_at) AS first_as_at,
        arg_max(number, place) AS number,
        arg_max(sheet_row, (place, -sheet_row)) AS sheet_row,
    FROM listed
    JOIN standing USING (number)
    GROUP BY content_id
)

SELECT
    spells.spell_id,
    spells.child,
    spells.register,
    spells.provider,
    spells.opened_on,
    spells.closed_on,
    spells.closed_on IS NULL OR spells.closed_on > $today AS is_open,
    versions.content_id,
    greatest(versions.valid_from, placed.first_as_at) AS unchanged_since,
    standing.number,
    placed.sheet_row,
    standing.sheet,
    standing.file_name,
    standing.as_at AS list_as_at,
FROM spells
JOIN versions
    ON versions.spell_id = spells.spell_id
    AND versions.valid_from <= $today
    AND $today < versions.valid_to
JOIN placed
    ON placed.content_id = versions.content_id
JOIN standing
    ON standing.number = placed.number
WHERE spells.closed_on IS NULL
    OR spells.closed_on > $today
    OR standing.place >= coalesce(standing.newest_list, 1)
