-- What the DfE published, as the newest file that speaks of it says.
-- Grain: one row per publication, period, area, topic and breakdown.
-- Parameters: $publication; $periods, $codes and $topics narrow, each by a list that is empty for all.
SELECT
    period,
    level,
    code,
    old_code,
    name,
    topic,
    breakdown,
    number,
    number_symbol,
    percent,
    percent_symbol,
    rate,
    rate_symbol,
    entry,
FROM published
WHERE publication = $publication
    AND (len($periods::VARCHAR[]) = 0 OR list_contains($periods::VARCHAR[], period))
    AND (
        len($codes::VARCHAR[]) = 0
        OR list_contains($codes::VARCHAR[], code)
        OR level = 'Local authority' AND list_contains($codes::VARCHAR[], old_code)
    )
    AND (len($topics::VARCHAR[]) = 0 OR list_contains($topics::VARCHAR[], topic))
ORDER BY entry, line, period
