-- Every spell with what the latest list in force on a day says of it.
-- Grain: one row per spell.  Parameter: $on, the day.
-- Opening, closing and outcome are the newest known; all else is the version in force on the day.
SELECT
    spells.spell_id,
    spells.child,
    spells.register,
    spells.provider,
    spells.opened_on,
    spells.closed_on,
    spells.outcome,
    spells.dropped_on,
    spells.first_content,
    spells.last_content,
    versions.content_id,
    $on::DATE AS day,
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
    contents.transition_agreed,
    contents.lead_service,
FROM spells
JOIN versions
    ON versions.spell_id = spells.spell_id
    AND versions.valid_from <= $on
    AND $on < versions.valid_to
JOIN contents
    ON contents.content_id = versions.content_id
