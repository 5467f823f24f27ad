-- Spells of the CME register and of home education open at the end of the census day, each with the collection in
-- which its child counts, if any, and what the return says of the child there.
-- Grain: one row per spell; the measure counts each child once in a collection of a borough.
-- Parameters: $on, the census day; $bands and $edges, the bands of time missing (R5).
WITH opened AS (
    SELECT
        aged.*,
        contents.dfe_reason,
        contents.on_roll,
        contents.missing_from,
        coalesce(contents.suitability, 'Not yet assessed') AS suitability,
        coalesce($on BETWEEN school_age_from AND school_age_to, FALSE) AS of_school_age,
    FROM aged
    JOIN contents
        ON contents.content_id = aged.content_id
    WHERE aged.register IN ('cme', 'ehe')
        AND aged.opened_on <= $on
        AND (aged.closed_on IS NULL OR aged.closed_on > $on)
),

-- Why a spell does not make its child one missing education, in the order in which it is asked; NULL where it does.
judged AS (
    SELECT
        *,
        CASE
            WHEN NOT of_school_age THEN 'Not of compulsory school age'
            WHEN register = 'ehe' THEN CASE WHEN suitability <> 'Unsuitable' THEN 'Home education' END
            WHEN coalesce(on_roll, 'Yes') <> 'No' THEN 'On the roll of a school'
            WHEN coalesce(category, 'At risk') = 'At risk' THEN 'At risk, not missing'
            WHEN coalesce(provision, 'None') IN
                ('School full timetable', 'Alternative provision', 'Pupil referral unit')
                THEN 'In education: ' || provision
        END AS not_missing,
        bool_or(not_missing IS NULL) OVER (PARTITION BY child) AS child_is_missing,
    FROM opened
)

SELECT
    *,
    CASE
        WHEN not_missing IS NULL THEN 'CME'
        WHEN not_missing = 'Home education' AND NOT child_is_missing THEN 'EHE'
    END AS collection,
    CASE
        WHEN not_missing IS NULL AND register = 'ehe' THEN 'Home education judged unsuitable'
        WHEN not_missing IS NULL THEN 'Not on a roll, ' || category
        WHEN not_missing = 'Home education' AND child_is_missing THEN 'Counted as CME'
        WHEN not_missing = 'Home education' THEN 'Home education: ' || suitability
        ELSE not_missing
    END AS why,
    CASE
        WHEN register = 'cme' THEN coalesce(dfe_reason, 'Not recorded')
        WHEN collection = 'CME' THEN 'Unsuitable elective home education'
        ELSE coalesce(reason, 'No reason given')
    END AS return_reason,
    CASE
        WHEN missing_from IS NULL THEN list_last($bands)
        ELSE list_extract($bands, 1 + len(list_filter($edges, lambda edge: edge <= $on - missing_from)))
    END AS time_missing,
FROM judged
