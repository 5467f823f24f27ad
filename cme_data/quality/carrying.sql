-- Rows that passed and may be one that was kept out: of its source, and alike in a key or a name.
-- Grain: one row per upload that counts and row.  Parameter: $register.  /* opens */ and /* event */ are the register's.
SELECT
    standing.provider,
    standing.place,
    passed.* EXCLUDE (content_id, provider),
FROM (
    SELECT
        content_id,
        provider,
        upn_key,
        record_number,
        surname_key,
        forename_key,
        date_of_birth,
        /* opens */ AS opened_on,
        /* event */ AS event,
    FROM contents
    WHERE register = $register
) AS passed
JOIN listed USING (content_id)
JOIN standing USING (number)
WHERE EXISTS (
    FROM kept_out
    JOIN standing AS once USING (number)
    WHERE once.register = $register
        AND once.provider = standing.provider
        AND once.place <= standing.place
        AND (
            kept_out.upn_key = passed.upn_key
            OR kept_out.record_number = passed.record_number
            OR kept_out.surname_key = passed.surname_key AND kept_out.forename_key = passed.forename_key
            OR kept_out.date_of_birth = passed.date_of_birth
            OR kept_out.event = passed.event
        )
)

