-- Spells of children who were missing on the day and whom nobody knew of until later.
-- Grain: one row per spell; the measure counts each child once, by the spell that opened first.
-- Parameter: $on, the day.  The dates are the newest known, the category the first one given.
SELECT
    in_force.*,
    newest.missing_from,
    newest.identified_on,
    newest.identified_on - newest.missing_from AS days_unknown,
    earliest.category AS first_category,
FROM in_force
JOIN contents AS newest
    ON newest.content_id = in_force.last_content
JOIN contents AS earliest
    ON earliest.content_id = in_force.first_content
WHERE newest.missing_from <= $on
    AND $on < newest.identified_on
