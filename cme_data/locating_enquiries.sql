-- The enquiries made for the children sought, the earliest first.
-- Grain: one row per enquiry.  Parameter: $on, the day.
-- One made before the child was missing, or identified where that came first, was of an earlier absence.
SELECT
    sought.child,
    spells.provider,
    contents.made_on,
    contents."check",
    contents.outcome,
    contents.located,
FROM sought
JOIN spells
    ON spells.child = sought.child
    AND spells.register = 'enquiries'
JOIN contents
    ON contents.content_id = spells.last_content
WHERE contents.made_on <= $on
    AND contents.made_on >= least(sought.missing_from, sought.identified_on)
ORDER BY contents.made_on, spells.spell_id
