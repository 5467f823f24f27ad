-- Children whose removal from the CME register the panel has not approved: they are still on it.
-- Grain: one row per open spell on the CME register.  Parameter: $on, the day.
SELECT
    facts.*,
    newest.removed_on AS since,
FROM facts
JOIN contents AS newest
    ON newest.content_id = facts.last_content
WHERE facts.register = 'cme'
    AND facts.is_open
    AND newest.removed_on <= $on
