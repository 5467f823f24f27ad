-- What happened in home education in an academic year, as the Department for Education's annual items ask
-- (domain.md 1.6): a spell stands here once for each item it is counted under.
-- Grain: one row per spell and item; the measure counts a child once in an item, a notice or an order once for its day.
-- An item of NULL: home education ended in the year, and nobody recorded why.
-- Parameters: $start and $end, the first and last day; $on, the last day too; $settings and $setting_items, the kinds
-- of previous setting and the item of each.
WITH told AS (
    SELECT
        aged.*,
        contents.notice_437_on,
        contents.sao_issued_on,
        contents.sao_revoked_on,
        coalesce(contents.previous_setting, 'Elsewhere/unknown') AS previous_setting,
        -- The days of the year on which the child is of compulsory school age.
        greatest($start, school_age_from) AS first_day,
        least($end, school_age_to) AS last_day,
        -- Home educated on one of them; the closing day is the last.
        greatest(aged.opened_on, first_day) <= least(coalesce(aged.closed_on, last_day), last_day) AS in_year,
        in_year AND aged.opened_on BETWEEN $start AND $end AS started,
        in_year AND coalesce(aged.closed_on BETWEEN $start AND $end, FALSE) AS ended,
        coalesce(aged.outcome, 'Not in the later list') AS ended_by,
    FROM aged
    JOIN contents
        ON contents.content_id = aged.content_id
    WHERE aged.register = 'ehe'
)

SELECT
    * EXCLUDE (counted),
    counted.item,
    counted.served_on,
FROM (
    SELECT
        *,
        unnest([
            {'item': 'ehe_anytime_full_year', 'served_on': NULL::DATE, 'counts': in_year},
            {'item': 'ehe_starts_full_year', 'served_on': NULL, 'counts': started},
            {
                'item': list_extract($setting_items, list_position($settings, previous_setting)),
                'served_on': NULL,
                'counts': started
            },
            {
                'item': 'ehe_returns_full_year',
                'served_on': NULL,
                'counts': ended AND ended_by = 'Returned to school'
            },
            {'item': 'ehe_leave', 'served_on': NULL, 'counts': ended AND ended_by IN ('Moved away', 'Other')},
            {'item': NULL, 'served_on': NULL, 'counts': ended AND ended_by = 'Not in the later list'},
            {
                'item': 'ehe_section_437_full_year',
                'served_on': notice_437_on,
                'counts': notice_437_on BETWEEN first_day AND last_day
            },
            {
                'item': 'ehe_sao_issued_full_year',
                'served_on': sao_issued_on,
                'counts': sao_issued_on BETWEEN first_day AND last_day
            },
            {
                'item': 'ehe_sao_revoked_full_year',
                'served_on': sao_revoked_on,
                'counts': sao_revoked_on BETWEEN first_day AND last_day
            },
        ]) AS counted,
    FROM told
)
WHERE counted.counts
