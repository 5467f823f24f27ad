-- The cases of a measure with the year group of each, and the phase and key stage that follow from it.
-- Grain: as `cases`.  The year group is the one recorded, else the one expected on the row's `day` (R4).
SELECT
    *,
    CASE
        WHEN year_group IN ('Reception', 'Year 1', 'Year 2', 'Year 3', 'Year 4', 'Year 5', 'Year 6') THEN 'primary'
        WHEN year_group IN ('Year 7', 'Year 8', 'Year 9', 'Year 10', 'Year 11') THEN 'secondary'
    END AS phase,
    CASE
        WHEN year_group IN ('Nursery', 'Reception') THEN 'Early years'
        WHEN year_group IN ('Year 1', 'Year 2') THEN 'KS1'
        WHEN year_group IN ('Year 3', 'Year 4', 'Year 5', 'Year 6') THEN 'KS2'
        WHEN year_group IN ('Year 7', 'Year 8', 'Year 9') THEN 'KS3'
        WHEN year_group IN ('Year 10', 'Year 11') THEN 'KS4'
        WHEN year_group IN ('Year 12', 'Year 13', 'Year 14') THEN 'Post-16'
    END AS key_stage,
FROM (
    SELECT
        * REPLACE (
            CASE
                WHEN year_group IS NOT NULL THEN year_group
                WHEN expected < 0 THEN 'Nursery'
                WHEN expected = 0 THEN 'Reception'
                WHEN expected <= 14 THEN 'Year ' || expected
            END AS year_group
        ),
    FROM (
        SELECT
            *,
            -- A school year begins on 1 September: for the day asked about as for the day of birth.
            year(day) - (month(day) < 9)::INTEGER
                - year(date_of_birth) - (month(date_of_birth) >= 9)::INTEGER
                - 4 AS expected,
        FROM cases
    )
)
