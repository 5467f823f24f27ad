-- Since version 8: accounts that signed out, or were too long away, and when: what they began before is over, restart or not.
CREATE TABLE store.signed_out (subject VARCHAR PRIMARY KEY, ended_at TIMESTAMP NOT NULL);
