-- The open entries of the CME register with what the panel looks at, as the newest list has them.
-- Grain: one row per spell.  Parameter: $on, the day of the meeting or today.
SELECT
    spells.child,
    spells.opened_on,
    $on::DATE - spells.opened_on AS days_open,
    spells.dropped_on,
    spells.last_content AS content,
    contents.surname,
    contents.forename,
    contents.record_number,
    contents.year_group,
    contents.school,
    contents.referral_group,
    contents.category,
    contents.reason,
    contents.provision,
    contents.hours_per_week,
    contents.transition_agreed,
    contents.lead_service,
    contents.safeguarding_concern,
    contents.joint_agency,
    contents.working_well,
    contents.concerns,
    contents.child_view,
    contents.what_next,
    contents.removed_on,
    contents.removal_approved_on,
    contents.outcome,
    contents.destination,
FROM spells
JOIN contents
    ON contents.content_id = spells.last_content
WHERE spells.register = 'cme'
    AND spells.opened_on <= $on
    AND (spells.closed_on IS NULL OR spells.closed_on > $on)
