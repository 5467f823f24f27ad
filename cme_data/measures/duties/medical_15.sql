-- Children absent with illness, from their first day absent or from the first list that said how long.
-- Grain: one row per open spell of medical tuition.  Parameter: $medical_days, the school days of absence.
WITH first_said AS (
    SELECT
        versions.spell_id,
        min(uploads.as_at) AS said_on,
    FROM versions
    JOIN contents
        ON contents.content_id = versions.content_id
        AND contents.register = 'medical_tuition'
        AND contents.absence_days >= $medical_days
    JOIN store.main.listed
        ON listed.content_id = versions.content_id
    JOIN store.main.uploads AS sent
        ON sent.number = listed.number
    JOIN uploads  -- those that are known
        ON uploads.upload = sent.upload
    GROUP BY versions.spell_id
)

SELECT
    facts.*,
    facts.provider AS owed_by,
    facts.absent_from AS starts_on,
    CASE WHEN facts.absent_from IS NULL THEN first_said.said_on END AS stated_on,
    facts.started_on AS done_on,
FROM facts
LEFT JOIN first_said
    ON first_said.spell_id = facts.spell_id
WHERE facts.register = 'medical_tuition'
    AND facts.is_open
    AND (facts.absent_from IS NOT NULL OR facts.absence_days >= $medical_days)
