-- The days on which a list said something new of a child, or a spell of the child began or ended.
-- Grain: one row per child and day.  Parameters: $children; $until, the last day.
WITH changed AS (
    SELECT
        spells.child,
        unnest([versions.valid_from, spells.opened_on, spells.closed_on, spells.dropped_on]) AS day,
    FROM spells
    JOIN versions
        ON versions.spell_id = spells.spell_id
    WHERE list_contains($children, spells.child)
)

SELECT DISTINCT
    child,
    day,
FROM changed
WHERE day <= $until
