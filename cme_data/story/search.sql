-- Children whom any row of theirs names so: by the UPN, by the record number, or by a name with every word in it.
-- Grain: one row per child, said as the newest row that says it.
-- Parameters: $number, a UPN or record number; $names, words folded as names are.
WITH named AS (
    SELECT
        spells.child,
        spells.register,
        contents.*,
        contents.upn = $number OR upper(contents.record_number) = $number
            OR (
                len($names::VARCHAR[]) > 0
                AND len(list_filter(
                    $names::VARCHAR[],
                    lambda name: contains(concat_ws(' ', contents.surname_key, contents.forename_key), name)
                )) = len($names::VARCHAR[])
            ) AS is_meant,
    FROM spells
    JOIN versions
        ON versions.spell_id = spells.spell_id
    JOIN contents
        ON contents.content_id = versions.content_id
    WHERE spells.child IS NOT NULL
)

SELECT
    child,
    arg_max(surname, content_id) AS surname,
    arg_max(forename, content_id) AS forename,
    arg_max(date_of_birth, content_id) AS date_of_birth,
    arg_max(upn, content_id) AS upn,
    arg_max(record_number, content_id) AS record_number,
    list_sort(list_distinct(list(register))) AS registers,
FROM named
GROUP BY child
HAVING bool_or(is_meant)
ORDER BY surname, forename, date_of_birth, child
