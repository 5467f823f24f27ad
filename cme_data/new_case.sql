-- Every time on a register of the children whom a new row may mean, by its UPN, record number, or name and birth date.
-- Grain: one row per spell.  Parameters: $registers, $upn, $record_number, $surname, $forename, $born; each may be null.
WITH told AS (
    SELECT
        spells.*,
        contents.surname,
        contents.forename,
        contents.date_of_birth,
        contents.upn_key = $upn AS same_upn,
        contents.record_number = $record_number AS same_record_number,
        contents.surname_key = $surname
        AND contents.forename_key = $forename
        AND contents.date_of_birth = $born AS same_name,
    FROM spells
    JOIN contents
        ON contents.content_id = spells.last_content
    WHERE list_contains($registers, spells.register)
)

SELECT
    told.register,
    told.provider,
    told.opened_on,
    told.closed_on,
    told.surname,
    told.forename,
    told.date_of_birth,
    bool_or(alike.same_upn) AS same_upn,
    bool_or(alike.same_record_number) AS same_record_number,
    bool_or(alike.same_name) AS same_name,
FROM told
JOIN told AS alike
    ON alike.child = told.child
    AND (alike.same_upn OR alike.same_record_number OR alike.same_name)
GROUP BY ALL
ORDER BY told.closed_on DESC NULLS FIRST, told.opened_on DESC
