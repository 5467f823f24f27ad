-- Since version 2: what people settled about the workbooks of each source.
-- Rows are only ever added; to forget one fills two of its cells.
CREATE TABLE store.settled (
    entry INTEGER PRIMARY KEY,
    register VARCHAR NOT NULL,
    provider VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,  -- column, value, warning or gap
    "column" VARCHAR NOT NULL,  -- of the register; of a heading: what it means, empty where it is not used
    said VARCHAR NOT NULL,  -- the heading or value as written, without case and spaces; the facts of a gap
    means VARCHAR NOT NULL,  -- the code of a value; the reason that explains a warning or settles a gap
    rule VARCHAR, child VARCHAR,  -- of a warning: what was warned of, and a key of the child; of a gap: its kind, and the child's id
    who VARCHAR NOT NULL,
    settled_at TIMESTAMP NOT NULL,
    forgotten_by VARCHAR, forgotten_at TIMESTAMP
);

-- Cells that a person mended before an upload was committed; its bytes stay as they were sent.
CREATE TABLE store.mended (
    number INTEGER NOT NULL,
    sheet_row INTEGER NOT NULL, cell VARCHAR NOT NULL, "column" VARCHAR,
    old VARCHAR, "new" VARCHAR NOT NULL
);

-- The choices an upload was read with, so that it can be read again.
ALTER TABLE store.uploads ADD COLUMN choices VARCHAR DEFAULT '{}';

-- Of a file behind a password, the hash of what it held: kept beside it, as nobody keeps the password.
ALTER TABLE store.uploads ADD COLUMN opened VARCHAR;
