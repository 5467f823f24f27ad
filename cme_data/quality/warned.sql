-- Warnings of the rows in force, and those of a whole sheet while its list is in force.
-- Grain: one row per warning.  Parameter: $today.
SELECT
    findings.*,
    current.child,
    current.register,
    current.provider,
    current.file_name,
    current.list_as_at,
    contents.surname,
    contents.forename,
    contents.date_of_birth,
    contents.upn,
    contents.record_number,
FROM current
JOIN findings
    ON findings.number = current.number
    AND findings.sheet_row = current.sheet_row
    AND findings.level = 'warning'
JOIN contents
    ON contents.content_id = current.content_id

UNION ALL BY NAME

SELECT
    findings.*,
    standing.register,
    standing.provider,
    standing.file_name,
    standing.as_at AS list_as_at,
FROM findings
JOIN standing
    ON standing.number = findings.number
    AND standing.place >= coalesce(standing.newest_list, 1)
WHERE findings.level = 'warning'
    AND NOT EXISTS (
        FROM listed
        WHERE listed.number = findings.number AND listed.sheet_row = findings.sheet_row
    )
    AND NOT EXISTS (
        FROM kept_out
        WHERE kept_out.number = findings.number AND kept_out.sheet_row = findings.sheet_row
    )
