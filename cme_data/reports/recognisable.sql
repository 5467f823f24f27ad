-- Every way in which a row in force, now or once, names a child.
-- Grain: one row per child and way of writing.
SELECT DISTINCT
    contents.surname_key,
    contents.forename_key,
    contents.upn,
    upper(contents.record_number) AS record_number,
FROM spells
JOIN versions
    ON versions.spell_id = spells.spell_id
JOIN contents
    ON contents.content_id = versions.content_id
