-- Children nobody holds, as at the day, by what leaves them so.
-- Grain: one row per gap of a spell, or of a child.  Parameters: those of its kinds.
SELECT *
FROM found
