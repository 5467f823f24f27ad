-- Children whose lists are joined by nothing but name and date of birth.
-- Grain: one row per child and pair of groups of sources; within a group a UPN or record number joins them.
-- All rows a spell ever had count: a newer row that leaves a number blank does not take it away.
WITH RECURSIVE sources AS (
    SELECT
        child,
        register,
        provider,
        min(spell_id) AS source,
        max(opened_on) AS opened_on,
        arg_max(concat_ws(' ', forename, surname), (opened_on, spell_id)) AS name,
    FROM known
    WHERE child IS NOT NULL
    GROUP BY ALL
),

keys AS (
    SELECT DISTINCT
        sources.child,
        sources.source,
        unnest(list_filter(
            ['UPN ' || contents.upn_key, 'record ' || contents.record_number],
            lambda key: key IS NOT NULL
        )) AS key,
    FROM sources
    JOIN spells
        ON spells.child = sources.child
        AND spells.register = sources.register
        AND spells.provider = sources.provider
    JOIN versions
        ON versions.spell_id = spells.spell_id
    JOIN contents
        ON contents.content_id = versions.content_id
),

reached AS (
    SELECT
        child,
        source,
        source AS other,
    FROM sources
    UNION
    SELECT
        reached.child,
        reached.source,
        theirs.source AS other,
    FROM reached
    JOIN keys AS ours
        ON ours.child = reached.child
        AND ours.source = reached.other
    JOIN keys AS theirs
        ON theirs.child = ours.child
        AND theirs.key = ours.key
),

firsts AS (
    SELECT sources.*
    FROM sources
    JOIN reached
        ON reached.child = sources.child
        AND reached.source = sources.source
    GROUP BY ALL
    HAVING min(reached.other) = sources.source
)

SELECT
    one.child,
    one.register,
    one.provider,
    one.opened_on,
    one.name AS says,
    other.register AS other_register,
    other.provider AS other_provider,
    other.opened_on AS other_opened_on,
    other.name AS other_says,
FROM firsts AS one
JOIN firsts AS other
    ON other.child = one.child
    AND other.source > one.source
