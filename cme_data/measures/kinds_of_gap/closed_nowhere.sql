-- Children whose last closed spell ended without confirmed education, and who have no open spell.
-- Grain: one row per child.  Parameters: $on, the day; $child_registers.
-- Leaving the Virtual School is no gap by itself; a spell that its list dropped is a gap of its own.
WITH closed AS (
    SELECT
        *,
        coalesce(
            CASE register
                WHEN 'cme' THEN outcome <> 'Other'
                WHEN 'ehe' THEN outcome IN ('Returned to school', 'Over compulsory school age')
                WHEN 'medical_tuition' THEN outcome IN (
                    'Returned to school', 'Moved to alternative provision', 'Over compulsory school age'
                )
                WHEN 'pru' THEN outcome IN (
                    'Reintegrated to mainstream', 'Specialist placement', 'Completed Year 11'
                )
            END,
            FALSE
        ) AS confirmed,
    FROM facts
    WHERE list_contains($child_registers, register)
        AND register <> 'virtual_school'
        AND closed_on <= $on
),

-- Of two that closed on one day the later opened counts; of two opened on one day too, the one that is a gap.
last_closed AS (
    SELECT *
    FROM closed
    QUALIFY row_number() OVER (
        PARTITION BY child
        ORDER BY
            closed_on DESC,
            opened_on DESC,
            confirmed,
            dropped_on NULLS FIRST,
            list_position($child_registers, register),
            spell_id
    ) = 1
)

SELECT
    *,
    closed_on AS since,
FROM last_closed
WHERE NOT confirmed
    AND dropped_on IS NULL
    AND child NOT IN (SELECT child FROM held)
