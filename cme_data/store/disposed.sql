-- Since version 7: how long a child's record is kept, and what was disposed of.
-- Rows are only ever added; to lift a hold fills three of its cells.
CREATE TABLE store.holds (
    entry INTEGER PRIMARY KEY,
    child VARCHAR NOT NULL,  -- the opaque id
    why VARCHAR NOT NULL, who VARCHAR NOT NULL, placed_at TIMESTAMP NOT NULL,
    lifted_why VARCHAR, lifted_by VARCHAR, lifted_at TIMESTAMP
);

-- An approval that a child's record may be disposed of.
CREATE TABLE store.approvals (
    entry INTEGER PRIMARY KEY,
    child VARCHAR NOT NULL,
    why VARCHAR NOT NULL, who VARCHAR NOT NULL, approved_at TIMESTAMP NOT NULL
);

-- A record that is gone: what went is counted, the child is not named.
CREATE TABLE store.disposals (
    entry INTEGER PRIMARY KEY,
    why VARCHAR NOT NULL,  -- the rule and the day until which it was kept
    approved_by VARCHAR NOT NULL, who VARCHAR NOT NULL, disposed_at TIMESTAMP NOT NULL,
    rows INTEGER NOT NULL,  -- distinct rows removed
    files VARCHAR NOT NULL,  -- JSON: the hash of each rewritten file, before and after
    backups VARCHAR NOT NULL  -- JSON: copies of the store that held the record when it went, and what else stays
);
