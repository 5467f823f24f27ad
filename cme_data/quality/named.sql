-- What the newest row of each child says of who it is.
-- Grain: one row per child.  Parameter: $children; NULL is every child.
SELECT
    spells.child,
    contents.surname,
    contents.forename,
    contents.date_of_birth,
FROM spells
JOIN contents
    ON contents.content_id = spells.last_content
WHERE $children IS NULL OR list_contains($children, spells.child)
QUALIFY row_number() OVER (
    PARTITION BY spells.child
    ORDER BY contents.surname IS NULL, spells.closed_on DESC NULLS FIRST, spells.last_content DESC
) = 1
