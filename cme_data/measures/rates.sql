-- Spells open at the end of the day of children aged 5 to 16, with how many such children live in the borough.
-- Grain: one row per spell; the measure counts each child once.
-- Parameters: $on, the day; $boroughs, $years and $numbers, the population table column by column.
WITH known AS (
    SELECT
        unnest($boroughs::VARCHAR[]) AS borough,
        unnest($years::INTEGER[]) AS year,
        unnest($numbers::BIGINT[]) AS number,
),

population AS (
    SELECT
        borough,
        arg_max(number, year) AS population,  -- the newest year not after the day's
    FROM known
    WHERE year <= year($on)
    GROUP BY borough
)

SELECT
    in_force.*,
    population.population,
FROM in_force
LEFT JOIN population
    ON population.borough = in_force.borough
WHERE opened_on <= $on
    AND (closed_on IS NULL OR closed_on > $on)
    AND year($on) - year(date_of_birth)
        - ((month($on), day($on)) < (month(date_of_birth), day(date_of_birth)))::INTEGER
        BETWEEN 5 AND 16
