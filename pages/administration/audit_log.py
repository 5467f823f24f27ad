"""Who did what, and when: signed in, opened a child, downloaded, uploaded, decided, changed a setting."""

from pages.components import audit_log

chosen = audit_log.chosen()
audit_log.chain()
audit_log.table(chosen)
audit_log.file(chosen)
