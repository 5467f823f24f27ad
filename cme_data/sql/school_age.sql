-- The spells of `in_force` with the first and the last day of the child's compulsory school age, both included
-- (R1, R2; Education Act 1996, s. 8).
-- Grain: as `in_force`.  Parameters: none of its own.
SELECT
    *,
    -- The fifth birthday if it is 31 March, 31 August or 31 December, else the next such day.
    CASE
        WHEN month(date_of_birth) <= 3 THEN make_date(year(date_of_birth) + 5, 3, 31)
        WHEN month(date_of_birth) <= 8 THEN make_date(year(date_of_birth) + 5, 8, 31)
        ELSE make_date(year(date_of_birth) + 5, 12, 31)
    END AS school_age_from,
    -- The last Friday in June of the school year in which the child is sixteen.
    make_date(year(date_of_birth) + (month(date_of_birth) >= 9)::INTEGER + 16, 6, 30) AS end_of_june,
    end_of_june - ((isodow(end_of_june) + 2) % 7)::INTEGER AS school_age_to,
FROM in_force
