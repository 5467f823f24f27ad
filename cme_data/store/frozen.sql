-- Since version 3: reports as they were handed out, with the figures they gave, so that a later one can be compared.
CREATE TABLE store.frozen (
    entry INTEGER PRIMARY KEY,
    report VARCHAR NOT NULL,
    day DATE NOT NULL,  -- the meeting's, or a period's last
    boroughs VARCHAR NOT NULL,  -- separated by semicolons; empty is all
    as_at DATE NOT NULL,
    who VARCHAR NOT NULL,
    frozen_at TIMESTAMP NOT NULL,
    file_name VARCHAR NOT NULL,
    figures VARCHAR NOT NULL,  -- JSON
    bytes BLOB NOT NULL
);
