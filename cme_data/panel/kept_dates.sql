-- How each service keeps its dates: of the actions completed since a day, and of those open.
-- Grain: one row per service.  Parameters: $start, and $on as `sheet` has it.
SELECT
    service,
    count(*) FILTER (status = 'Completed' AND closed_on > $start) AS completed,
    median(closed_on - agreed_on) FILTER (status = 'Completed' AND closed_on > $start) AS median_days,
    avg((closed_on <= due_on)::INTEGER) FILTER (status = 'Completed' AND closed_on > $start) AS on_time,
    sum(carried_over) FILTER (status = 'Open' OR closed_on > $start)::INTEGER AS carried_over,
    count(*) FILTER (status = 'Open') AS open,
    count(*) FILTER (days_overdue > 0) AS overdue,
FROM sheet
GROUP BY service
HAVING completed > 0 OR open > 0
ORDER BY service
