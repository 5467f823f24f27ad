-- Actions open at the end of each day, with what the latest list in force on it says of them.
-- Grain: one row per day and action.  Parameter: $days, the days.
SELECT
    days.day,
    spells.spell_id,
    spells.child,
    spells.register,
    spells.provider,
    spells.opened_on,
    spells.closed_on,
    contents.upn,
    contents.surname,
    contents.forename,
    contents.date_of_birth,
    contents.sex,
    contents.borough,
    contents.year_group,
    contents.school,
    contents.sen,
    contents.social_care,
    contents.ethnicity,
    contents.category,
    contents.referral_group,
    contents.reason,
    contents.provision,
    contents.hours_per_week,
    contents.lead_service,
    contents.action_id,
    contents.action,
    contents.owner,
    contents.service,
    contents.due_on,
    contents.escalated_on,
    days.day - contents.due_on AS days_overdue,
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
