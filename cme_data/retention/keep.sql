-- Every child ever on a list that counts, and what decides how long the record is kept (R24).
-- Grain: one row per child.  No parameter.
-- The birth date is the newest one recorded; a plan or being looked after counts whenever it was recorded.
SELECT
    spells.child,
    max_by(contents.date_of_birth, versions.valid_from) FILTER (WHERE contents.date_of_birth IS NOT NULL) AS date_of_birth,
    coalesce(bool_or(contents.sen = 'EHC plan'), FALSE) AS ever_ehc_plan,
    coalesce(bool_or(contents.social_care = 'Looked after' OR spells.register = 'virtual_school'), FALSE) AS ever_looked_after,
    coalesce(bool_or(spells.closed_on IS NULL AND list_contains($registers, spells.register)), FALSE) AS is_open,
    max(uploads.as_at) AS last_listed,
FROM spells
JOIN versions
    ON versions.spell_id = spells.spell_id
JOIN contents
    ON contents.content_id = versions.content_id
JOIN listed
    ON listed.content_id = contents.content_id
JOIN store.main.uploads AS uploads
    ON uploads.number = listed.number
WHERE spells.child IS NOT NULL
GROUP BY spells.child
