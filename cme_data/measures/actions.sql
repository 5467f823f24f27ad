-- Actions open at the end of each day, with the child's columns that the action's own row leaves out.
-- Grain: one row per day and action.
-- Parameters: $days, the days; $child_registers, in the order in which they are asked about the child.
WITH open_actions AS (
    SELECT
        days.day,
        spells.spell_id,
        spells.child,
        spells.register,
        spells.provider,
        spells.opened_on,
        spells.closed_on,
        contents.* EXCLUDE (register, provider, opened_on, closed_on),
    FROM (SELECT unnest($days::DATE[]) AS day) AS days
    JOIN spells
        ON spells.register = 'actions'
        AND spells.opened_on <= days.day
        AND (spells.closed_on IS NULL OR spells.closed_on > days.day)
    JOIN versions
        ON versions.spell_id = spells.spell_id
        AND versions.valid_from <= days.day
        AND days.day < versions.valid_to
    JOIN contents
        ON contents.content_id = versions.content_id
),

-- One row a child and day: the register asked first that has the child at all, a spell open on the day
-- before one that is not, then the latest opened.
children AS (
    SELECT
        asked.day,
        asked.child,
        contents.*,
    FROM (SELECT DISTINCT day, child FROM open_actions) AS asked
    JOIN spells
        ON spells.child = asked.child
        AND list_contains($child_registers, spells.register)
    JOIN versions
        ON versions.spell_id = spells.spell_id
        AND versions.valid_from <= asked.day
        AND asked.day < versions.valid_to
    JOIN contents
        ON contents.content_id = versions.content_id
    QUALIFY row_number() OVER (
        PARTITION BY asked.day, asked.child
        ORDER BY
            list_position($child_registers, spells.register),
            coalesce(spells.opened_on <= asked.day AND (spells.closed_on IS NULL OR spells.closed_on > asked.day)) DESC,
            spells.opened_on DESC,
            spells.spell_id
    ) = 1
)

SELECT
    own.spell_id,
    own.child,
    own.register,
    own.provider,
    own.opened_on,
    own.closed_on,
    own.day,
    coalesce(own.upn, child.upn) AS upn,
    coalesce(own.surname, child.surname) AS surname,
    coalesce(own.forename, child.forename) AS forename,
    coalesce(own.date_of_birth, child.date_of_birth) AS date_of_birth,
    coalesce(own.sex, child.sex) AS sex,
    coalesce(own.borough, child.borough) AS borough,
    coalesce(own.year_group, child.year_group) AS year_group,
    coalesce(own.school, child.school) AS school,
    coalesce(own.sen, child.sen) AS sen,
    coalesce(own.social_care, child.social_care) AS social_care,
    coalesce(own.ethnicity, child.ethnicity) AS ethnicity,
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
    own.day - own.due_on AS days_overdue,
FROM open_actions AS own
LEFT JOIN children AS child
    ON child.child = own.child
    AND child.day = own.day
