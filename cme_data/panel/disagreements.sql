-- Every write of the panel that counts, with the row it speaks of as the newest list has it.
-- Grain: one row per write, in the order in which they speak.
WITH writes AS (
    SELECT
        sent.number,
        sent.upload,
        sent.who,
        sent.as_at,
        sent.register,
        sent.provider,
        json_extract_string(sent.options, '$.panel') AS says,
        contents.*,
    FROM store.main.uploads AS sent
    JOIN uploads
        ON uploads.upload = sent.upload
    JOIN listed
        ON listed.number = sent.number
    JOIN (SELECT * EXCLUDE (register, provider) FROM contents) AS contents
        ON contents.content_id = listed.content_id
    WHERE json_extract_string(sent.options, '$.panel') IS NOT NULL
),

listings AS (
    SELECT
        listed.content_id,
        max_by(sent.upload, (sent.as_at, sent.number)) AS upload,
        max_by(sent.file_name, (sent.as_at, sent.number)) AS file_name,
        max(sent.as_at) AS as_at,
    FROM store.main.uploads AS sent
    JOIN uploads
        ON uploads.upload = sent.upload
    JOIN listed
        ON listed.number = sent.number
    GROUP BY listed.content_id
)

SELECT
    writes.upload,
    writes.who,
    writes.as_at,
    writes.says,
    writes.content_id AS wrote,
    spells.spell_id,
    spells.child,
    spells.register,
    spells.opened_on,
    spells.last_content,
    listings.upload AS list_upload,
    listings.file_name,
    listings.as_at AS list_on,
FROM writes
JOIN spells
    ON spells.register = writes.register
    AND spells.provider = writes.provider
JOIN contents AS newest
    ON newest.content_id = spells.last_content
JOIN listings
    ON listings.content_id = spells.last_content
WHERE CASE writes.register
    WHEN 'actions' THEN newest.action_id = writes.action_id
    WHEN 'meetings' THEN newest.held_on = writes.held_on
    ELSE newest.upn_key = writes.upn_key
        OR newest.record_number = writes.record_number
        OR newest.surname_key = writes.surname_key
        AND newest.forename_key = writes.forename_key
        AND newest.date_of_birth = writes.date_of_birth
END
-- A list may have corrected the opening day since: then it is the spell that the write was a version of, else the
-- one that was open on the day of the write.
QUALIFY rank() OVER (
    PARTITION BY writes.number
    ORDER BY
        newest.added_on IS DISTINCT FROM writes.added_on,
        NOT EXISTS (
            FROM versions
            WHERE versions.spell_id = spells.spell_id
                AND versions.content_id = writes.content_id
        ),
        spells.opened_on > writes.as_at OR spells.closed_on < writes.as_at IS TRUE
) = 1
ORDER BY writes.as_at, writes.number
