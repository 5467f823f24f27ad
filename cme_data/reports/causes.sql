-- The uploads that came or were withdrawn after a moment, and what each did when it came.
-- One that came and was withdrawn since is behind nothing.
-- Grain: one row per upload.  Parameters: $registers; $since, the moment.
SELECT
    number,
    upload,
    register,
    provider,
    as_at,
    file_name,
    who,
    committed_at,
    withdrawn_by,
    withdrawn_at,
    withdrawn_why,
    json_extract_string(options, '$.panel') IS NOT NULL AS decided,
    "new",
    changed,
    closed,
    dropped,
FROM store.main.uploads
WHERE list_contains($registers, register)
    AND (committed_at > $since) <> (coalesce(withdrawn_at > $since, FALSE))
ORDER BY number
