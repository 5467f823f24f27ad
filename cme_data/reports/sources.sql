-- The newest list of each source that speaks for a day or an earlier one, with who committed it when.
-- Grain: one row per register and data provider.  Parameters: $on, the day; $start, the first day of those counted;
-- $registers.
SELECT
    known.register,
    known.provider,
    max(known.as_at) AS as_at,
    arg_max(sent.who, (known.as_at, sent.number)) AS who,
    arg_max(sent.committed_at, (known.as_at, sent.number)) AS committed_at,
    count(*) FILTER (WHERE known.as_at >= $start) AS lists,
FROM uploads AS known
JOIN store.main.uploads AS sent
    ON sent.upload = known.upload
WHERE list_contains($registers, known.register)
    AND known.as_at <= $on
GROUP BY ALL
ORDER BY known.register, known.provider
