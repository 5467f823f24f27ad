-- The uploads that count, numbered within their source in the order in which they speak.
-- Grain: one row per upload that is neither withdrawn nor replaced.
-- `newest_list` is the place of the source's newest whole list: what stands at or after it is in force.
SELECT
    *,
    max(place) FILTER (mode = 'snapshot') OVER (PARTITION BY register, provider) AS newest_list,
FROM (
    SELECT
        sent.number,
        sent.upload,
        sent.register,
        sent.provider,
        sent.as_at,
        sent.mode,
        sent.file_name,
        sent.sheet,
        sent.rows,
        sent.passed,
        sent.errors,
        sent.warnings,
        row_number() OVER (PARTITION BY sent.register, sent.provider ORDER BY sent.as_at, sent.number) AS place,
    FROM store.main.uploads AS sent
    JOIN uploads
        ON uploads.upload = sent.upload
)
