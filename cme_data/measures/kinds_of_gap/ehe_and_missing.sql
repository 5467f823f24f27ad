-- Children home educated by one register and missing education by another (R23).
-- Grain: one row per child.  Two open spells of a register are one child's.
SELECT
    missing.*,
    greatest(missing.opened_on, educated.opened_on) AS since,
FROM facts AS missing
JOIN facts AS educated
    ON educated.child = missing.child
    AND educated.register = 'ehe'
    AND educated.is_open
WHERE missing.register = 'cme'
    AND missing.is_open
    AND missing.category IN ('Missing - located', 'Missing - not located')
QUALIFY row_number() OVER (PARTITION BY missing.child ORDER BY since, missing.spell_id, educated.spell_id) = 1
