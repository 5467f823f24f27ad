"""One new case by form, submitted at once (policy, section 10)."""
