-- The newest list of each source up to the end of a period, and how many of the period there are.
-- Grain: one row per source.  Parameters: $start and $end, the first and last day.
SELECT
    sent.register,
    sent.provider,
    max(sent.as_at) AS as_at,
    arg_max(sent.committed_at, (sent.as_at, sent.number)) AS committed_at,
    arg_max(sent.who, (sent.as_at, sent.number)) AS who,
    count(*) FILTER (WHERE sent.as_at >= $start) AS lists,
FROM store.main.uploads AS sent
JOIN uploads
    ON uploads.upload = sent.upload
WHERE sent.as_at <= $end
GROUP BY ALL
ORDER BY ALL
