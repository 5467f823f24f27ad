-- What was found in the newest whole list of a source and in what was added since, errors first.
-- Grain: one row per finding.  Parameters: $register, $provider.
SELECT
    upper(findings.level[1]) || findings.level[2:] AS level,
    standing.register,
    findings.column,
    findings.value,
    findings.message,
    standing.file_name,
    findings.sheet_row,
    standing.as_at AS list_as_at,
FROM findings
JOIN standing USING (number)
WHERE standing.register = $register
    AND standing.provider = $provider
    AND standing.place >= coalesce(standing.newest_list, 1)
ORDER BY findings.level, standing.place DESC, findings.sheet_row, findings.cell
