-- Since version 6: the audit log is a chain of hashes (cme_data/store/audit.py).
ALTER TABLE store.audit ADD COLUMN detail_digest VARCHAR;
ALTER TABLE store.audit ADD COLUMN hash VARCHAR;
