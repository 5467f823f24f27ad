-- Since version 4: what officers wrote into reports, as it was saved; the newest of a part counts, and nothing is lost.
CREATE TABLE store.commentary (
    entry INTEGER PRIMARY KEY,
    report VARCHAR NOT NULL,
    period VARCHAR NOT NULL,  -- as the calendar writes it: 2026/27-H1
    boroughs VARCHAR NOT NULL,  -- separated by semicolons; empty is all
    released BOOLEAN NOT NULL,
    part VARCHAR NOT NULL,
    said VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    written_at TIMESTAMP NOT NULL
);

-- Of a report of figures that was frozen: its period, whether it was suppressed, and what was known when it was made.
ALTER TABLE store.frozen ADD COLUMN period VARCHAR;
ALTER TABLE store.frozen ADD COLUMN released BOOLEAN DEFAULT FALSE;
ALTER TABLE store.frozen ADD COLUMN known_at DATE;  -- the newest day that any list spoke for
ALTER TABLE store.frozen ADD COLUMN newest INTEGER;  -- the number of the newest upload

-- The same report as files of other kinds.
CREATE TABLE store.frozen_files (entry INTEGER NOT NULL, file_name VARCHAR NOT NULL, bytes BLOB NOT NULL);
