-- Since version 5: figures that the DfE published. A file's rows go when a newer one speaks of the same topic of
-- the same area and period; the line that says which file it was, who loaded it and when, stays.
CREATE TABLE store.published_files (
    entry INTEGER PRIMARY KEY,
    publication VARCHAR NOT NULL,
    newest VARCHAR NOT NULL,  -- the last period it carries: the release that goes further is the newer one
    file_name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    loaded_at TIMESTAMP NOT NULL,
    rows INTEGER NOT NULL
);

-- A number is NULL where a symbol stands in its place, and the symbol is kept.
CREATE TABLE store.published (
    entry INTEGER NOT NULL,
    publication VARCHAR NOT NULL,
    line INTEGER NOT NULL,
    period VARCHAR NOT NULL,
    level VARCHAR NOT NULL, code VARCHAR NOT NULL, old_code VARCHAR NOT NULL, name VARCHAR NOT NULL,
    topic VARCHAR NOT NULL, breakdown VARCHAR NOT NULL,
    number DOUBLE, number_symbol VARCHAR NOT NULL,
    percent DOUBLE, percent_symbol VARCHAR NOT NULL,
    rate DOUBLE, rate_symbol VARCHAR NOT NULL
);
