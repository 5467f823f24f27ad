-- Children missing and not located, with the newest interval between two enquiries.
-- Grain: one row per child.  Parameter: $on, the day.
-- The interval begins with the last enquiry, or with the day the child was identified where that is later: an
-- enquiry of an earlier absence does not count.  The next enquiry would begin another, so this one is never met.
WITH last_enquiry AS (
    SELECT
        child,
        max(opened_on) AS made_on,
    FROM spells
    WHERE register = 'enquiries'
        AND opened_on <= $on
    GROUP BY child
)

SELECT
    facts.*,
    'Education Welfare Service' AS owed_by,
    greatest(facts.identified_on, last_enquiry.made_on) AS starts_on,  -- greatest() passes over a blank
FROM facts
LEFT JOIN last_enquiry
    ON last_enquiry.child = facts.child
WHERE facts.register = 'cme'
    AND facts.is_open
    AND facts.category = 'Missing - not located'
QUALIFY row_number() OVER (PARTITION BY facts.child ORDER BY starts_on DESC, facts.spell_id) = 1
