-- Actions with the child's columns that their own rows leave out, from the registers that hold the child.
-- Grain: as `open_actions`.  Parameter: $child_registers, in the order in which they are asked.
-- One row answers for the child: of the first register that has the child at all, a spell open on the day
-- before one that is not, then the latest opened.
WITH answers AS (
    SELECT
        asked.day,
        asked.child,
        arg_min(
            versions.content_id,
            (
                list_position($child_registers, spells.register),
                spells.opened_on > asked.day OR coalesce(spells.closed_on <= asked.day, FALSE),
                asked.day - spells.opened_on,
                spells.spell_id
            )
        ) AS content_id,
    FROM (SELECT DISTINCT day, child FROM open_actions) AS asked
    JOIN spells
        ON spells.child = asked.child
        AND list_contains($child_registers, spells.register)
    JOIN versions
        ON versions.spell_id = spells.spell_id
        AND versions.valid_from <= asked.day
        AND asked.day < versions.valid_to
    GROUP BY ALL
)

SELECT
    open_actions.* REPLACE (
        coalesce(open_actions.upn, answer.upn) AS upn,
        coalesce(open_actions.surname, answer.surname) AS surname,
        coalesce(open_actions.forename, answer.forename) AS forename,
        coalesce(open_actions.date_of_birth, answer.date_of_birth) AS date_of_birth,
        coalesce(open_actions.sex, answer.sex) AS sex,
        coalesce(open_actions.borough, answer.borough) AS borough,
        coalesce(open_actions.year_group, answer.year_group) AS year_group,
        coalesce(open_actions.school, answer.school) AS school,
        coalesce(open_actions.sen, answer.sen) AS sen,
        coalesce(open_actions.social_care, answer.social_care) AS social_care,
        coalesce(open_actions.ethnicity, answer.ethnicity) AS ethnicity
    ),
FROM open_actions
LEFT JOIN answers
    ON answers.child = open_actions.child
    AND answers.day = open_actions.day
LEFT JOIN contents AS answer
    ON answer.content_id = answers.content_id
