-- Every spell known by the day with the dates and judgements that duties and gaps are read from, as the list in
-- force on the day says them; every meeting, planned ones too.
-- Grain: one row per spell.  Parameter: $on, the day.
SELECT
    in_force.*,
    in_force.opened_on <= $on AND (in_force.closed_on IS NULL OR in_force.closed_on > $on) AS is_open,
    contents.identified_on,
    contents.missing_from,
    contents.spa_referred_on,
    contents.day_20_decided_on,
    contents.exclusion,
    contents.excluded_on,
    contents.provision_started_on,
    contents.suitability,
    contents.assessed_on,
    contents.absent_from,
    contents.absence_days,
    contents.started_on,
    contents.reviewed_on,
    contents.review_due,
    contents.pep_on,
    contents.pep_due,
    contents.agenda_sent_on,
    contents.agenda_exception,
    contents.register_sent_on,
    contents.action_id,
    contents.action,
    contents.owner,
    contents.service,
    contents.due_on AS action_due_on,
FROM in_force
JOIN contents
    ON contents.content_id = in_force.content_id
WHERE in_force.register <> 'enquiries'
    AND (in_force.opened_on <= $on OR in_force.register = 'meetings')
