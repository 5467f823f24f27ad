-- Other children with the name and the birth date of one child, each of whom may be the same child.
-- Grain: one row per other child.  Parameter: $child.
WITH named AS (
    SELECT DISTINCT
        spells.child,
        contents.surname_key,
        contents.forename_key,
        contents.date_of_birth,
    FROM spells
    JOIN versions
        ON versions.spell_id = spells.spell_id
    JOIN contents
        ON contents.content_id = versions.content_id
    WHERE spells.child IS NOT NULL
)

SELECT DISTINCT other.child
FROM named
JOIN named AS other
    USING (surname_key, forename_key, date_of_birth)
WHERE named.child = $child
    AND other.child <> $child
ORDER BY other.child
