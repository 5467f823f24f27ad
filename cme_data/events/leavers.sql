-- Spells that left a register in a period, with how they ended.
-- Grain: one row per spell.  Parameters: $start and $end, the first and last day.
-- The Virtual School's register says nothing of how a spell ended, so nothing is said of it here.
SELECT
    in_force.*,
    newest.destination,
    in_force.closed_on - in_force.opened_on AS days,
    coalesce(
        CASE in_force.register
            WHEN 'cme' THEN in_force.outcome IN (
                'Returned to full timetable', 'New school place', 'Alternative provision', 'Suitable home education'
            )
            WHEN 'ehe' THEN in_force.outcome = 'Returned to school'
            WHEN 'medical_tuition' THEN in_force.outcome IN ('Returned to school', 'Moved to alternative provision')
            WHEN 'pru' THEN in_force.outcome IN ('Reintegrated to mainstream', 'Specialist placement')
        END,
        FALSE
    ) AS restored,
FROM in_force
JOIN contents AS newest
    ON newest.content_id = in_force.last_content
WHERE in_force.closed_on BETWEEN $start AND $end
