-- One world: what follows from the uploads known at a day. `{schema}` is store.now or one of memory.
-- An open spell has no closing date; exactly one version of a spell is in force on any day.
CREATE TABLE IF NOT EXISTS {schema}.spells (
    spell_id INTEGER, child VARCHAR, register VARCHAR, provider VARCHAR,
    opened_on DATE, closed_on DATE, outcome VARCHAR, dropped_on DATE,
    first_content INTEGER, last_content INTEGER
);
CREATE TABLE IF NOT EXISTS {schema}.versions (
    spell_id INTEGER, content_id INTEGER, valid_from DATE, valid_to DATE
);
CREATE TABLE IF NOT EXISTS {schema}.uploads (
    upload VARCHAR, register VARCHAR, provider VARCHAR, as_at DATE, mode VARCHAR
);
