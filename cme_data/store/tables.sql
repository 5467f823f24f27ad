-- The store as it lies on disk. Rows of `uploads`, `files`, `contents`, `listed`, `kept_out`,
-- `findings` and `audit` are only ever added; a withdrawal fills three cells of its upload.
-- `now.spells` and `now.versions` follow from them and are built again at each commit.
CREATE TABLE store.meta (name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

-- The bytes as they were sent, once each.
CREATE TABLE store.files (sha256 VARCHAR PRIMARY KEY, bytes BLOB NOT NULL);

-- One sheet's rows of one source.
CREATE TABLE store.uploads (
    number INTEGER PRIMARY KEY,
    upload VARCHAR NOT NULL,
    register VARCHAR NOT NULL,
    provider VARCHAR NOT NULL,
    as_at DATE NOT NULL,
    mode VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    committed_at TIMESTAMP NOT NULL,
    file_name VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    accept_passed BOOLEAN NOT NULL,
    options VARCHAR NOT NULL,
    rows INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    warnings INTEGER NOT NULL,
    "new" INTEGER, changed INTEGER, closed INTEGER, dropped INTEGER, unchanged INTEGER,
    withdrawn_by VARCHAR, withdrawn_at TIMESTAMP, withdrawn_why VARCHAR
);

-- Every distinct row ever uploaded by a source.
CREATE TABLE store.contents (
    content_id INTEGER NOT NULL,  -- one number each; an index would cost every commit, and `verify` looks
    register VARCHAR NOT NULL,
    provider VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    /* columns */
);

-- Which rows an upload lists, and where in its sheet.
CREATE TABLE store.listed (number INTEGER NOT NULL, content_id INTEGER NOT NULL, sheet_row INTEGER NOT NULL);

-- What could be read of the rows an upload kept out.
CREATE TABLE store.kept_out (
    number INTEGER NOT NULL,
    sheet_row INTEGER NOT NULL,
    upn_key VARCHAR, record_number VARCHAR, surname_key VARCHAR, forename_key VARCHAR,
    date_of_birth DATE, opened_on DATE, event VARCHAR
);

CREATE TABLE store.findings (
    number INTEGER NOT NULL,
    level VARCHAR NOT NULL, rule VARCHAR NOT NULL, sheet VARCHAR NOT NULL, sheet_row INTEGER,
    cell VARCHAR, "column" VARCHAR, value VARCHAR, message VARCHAR NOT NULL, fix VARCHAR NOT NULL
);

CREATE TABLE store.audit (
    entry INTEGER PRIMARY KEY, happened_at TIMESTAMP NOT NULL, who VARCHAR NOT NULL, what VARCHAR NOT NULL, detail VARCHAR NOT NULL
);

CREATE SCHEMA store.now;
