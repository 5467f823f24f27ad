"""Which accounts' sessions are over, kept so that a restart does not let an old cookie in again."""

import datetime as dt
from typing import TYPE_CHECKING

from cme_data.store import audit

if TYPE_CHECKING:
    from cme_data.store.store import Store


def signed_out(store: "Store") -> dict[str, dt.datetime]:
    """Until when the sessions of each account are over, by the digest of its subject."""
    return dict(store.ask("SELECT subject, ended_at FROM store.signed_out"))


def sign_out(store: "Store", subject: str, who: str, why: str, now: dt.datetime) -> None:
    """End every session that an account has begun until now."""
    with store.writing() as cursor:
        cursor.execute("INSERT OR REPLACE INTO store.signed_out VALUES ($1, $2)", [subject, now])
        audit.note(cursor, who, "signed out", why, now)
