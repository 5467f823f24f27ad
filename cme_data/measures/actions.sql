-- Actions open at the end of each day, with the child's columns that the action's own row leaves out.
-- Grain: one row per day and action.
-- Parameters: $days, the days; $child_registers, in the order in which they are asked about the child.
WITH days AS (
    SELECT unnest($days::DATE[]) AS day
),

open_actions AS (
    SELECT
        days.day,
        spells.spell_id,
        spells.child,
        spells.register,
        spells.provider,
        spells.opened_on,
        spells.closed_on,
        versions.content_id,
    FROM days
    JOIN spells
        ON spells.register = 'actions'
        AND spells.opened_on <= days.day
        AND (spells.closed_on IS NULL OR spells.closed_on > days.day)
    JOIN versions
        ON versions.spell_id = spells.spell_id
        AND versions.valid_from <= days.day
        AND days.day < versions.valid_to
),

-- One row a child and day: of the register asked first that has the child at all, a spell open on the day
-- before one that is not, then the latest opened.
children AS (
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
    open_actions.spell_id,
    open_actions.child,
    open_actions.register,
    open_actions.provider,
    open_actions.opened_on,
    open_actions.closed_on,
    open_actions.day,
    coalesce(own.upn, others.upn) AS upn,
    coalesce(own.surname, others.surname) AS surname,
    coalesce(own.forename, others.forename) AS forename,
    coalesce(own.date_of_birth, others.date_of_birth) AS date_of_birth,
    coalesce(own.sex, others.sex) AS sex,
    coalesce(own.borough, others.borough) AS borough,
    coalesce(own.year_group, others.year_group) AS year_group,
    coalesce(own.school, others.school) AS school,
    coalesce(own.sen, others.sen) AS sen,
    coalesce(own.social_care, others.social_care) AS social_care,
    coalesce(own.ethnicity, others.ethnicity) AS ethnicity,
    own.category,
    own.referral_group,
    own.reason,
    own.provision,
    own.hours_per_week,
    own.lead_service,
    own.action_id,
    own.action,
    own.owner,
    own.service,
    own.due_on,
    own.escalated_on,
    open_actions.day - own.due_on AS days_overdue,
FROM open_actions
JOIN contents AS own
    ON own.content_id = open_actions.content_id
LEFT JOIN children
    ON children.child = open_actions.child
    AND children.day = open_actions.day
LEFT JOIN contents AS others
    ON others.content_id = children.content_id
