-- Every row kept out of an upload that counts, with why.
-- Grain: one row per row kept out.
SELECT
    kept_out.*,
    standing.register,
    standing.provider,
    standing.place,
    standing.as_at,
    standing.file_name,
    standing.sheet,
    reasons.reason,
    reasons.columns,
FROM kept_out
JOIN standing USING (number)
LEFT JOIN (
    SELECT
        number,
        sheet_row,
        string_agg(message, ' ' ORDER BY cell, message) AS reason,
        list("column" ORDER BY cell) FILTER (rule = 'required') AS columns,
    FROM findings
    WHERE level = 'error'
    GROUP BY ALL
) AS reasons USING (number, sheet_row)
ORDER BY standing.register, standing.provider, standing.place, kept_out.sheet_row
