"""Who a signed-in account is here: its role, and whether its session still stands."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cme_data.access import NotAllowed, Person
from cme_data.errors import CmeError
from cme_data.settings import Settings


class SignedOut(CmeError):
    """The session is over; whoever was signed in may do so again."""


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in of one account: what the provider's token says of it, times in the council's own time."""

    subject: str
    """A digest of the provider and its name for the account: the same at every sign-in, and says nothing."""
    name: str
    email: str
    groups: tuple[str, ...]
    began: dt.datetime
    ends: dt.datetime


def session_of(claims: Mapping[str, Any], client: str, settings: Settings) -> Session:
    """The session that a provider's claims tell of; SignedOut where they are not for this dashboard or lack a part."""
    audience = claims.get("aud")
    if client not in (audience if isinstance(audience, list) else [audience]):
        raise SignedOut("This sign-in was made for another service: sign in here.")
    try:
        subject = f"{claims['iss']}\0{claims['sub']}"
        began, ends = (dt.datetime.fromtimestamp(float(claims[name])) for name in ("iat", "exp"))
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        raise SignedOut(
            "The council's sign-in did not say who you are and until when: sign in again."
        ) from None
    email = (
        ""
        if claims.get("email_verified") is False
        else str(claims.get("email") or claims.get("preferred_username") or "")
    )
    groups = claims.get(settings.sign_in.role_claim) or ()
    return Session(
        hashlib.sha256(subject.encode()).hexdigest(),
        str(claims.get("name") or email or "Not named"),
        email,
        tuple(map(str, groups)) if isinstance(groups, (list, tuple)) else (str(groups),),
        began,
        ends,
    )


def person_of(session: Session, settings: Settings) -> Person:
    """The person with the role of the account, else of its first group that has one; NotAllowed where none has."""
    account = next((a for a in settings.accounts if a.email.casefold() == session.email.casefold()), None)
    found = account or next((g for g in settings.groups if g.claim in session.groups), None)
    if found is None:
        raise NotAllowed(
            f"Your account{f' {session.email}' if session.email else ''} has no role in this dashboard:"
            " ask an administrator to enter it under Settings, Who may sign in."
        )
    return Person(session.name, found.role, found.service)


class Sessions:
    """Which sessions are over, and when each account last did something. One for the whole process."""

    def __init__(self, ended: Mapping[str, dt.datetime]) -> None:
        self._ended = dict(ended)
        self._seen: dict[str, dt.datetime] = {}
        self._known: dict[str, set[dt.datetime]] = {}

    def check(self, session: Session, now: dt.datetime, idle: dt.timedelta) -> bool:
        """Note that the account does something, and say whether this sign-in is new; SignedOut where it is over.

        Over is one whose token ended, that was signed out in any tab since it began, or whose account did nothing for
        too long; also one that a restart has forgotten, unless it began so recently that it cannot have been idle.
        """
        ended = self._ended.get(session.subject)
        if session.ends <= now:
            raise SignedOut("Your sign-in has ended: sign in again.")
        if ended is not None and session.began <= ended:
            raise SignedOut("You were signed out: sign in again.")
        if now - max(self._seen.get(session.subject, session.began), session.began) > idle:
            raise SignedOut(f"You did nothing for {idle.seconds // 60} minutes: sign in again.")
        self._seen[session.subject] = now
        known = session.began in self._known.setdefault(session.subject, set())
        self._known[session.subject].add(session.began)
        return not known

    def end(self, session: Session, now: dt.datetime) -> None:
        """Every session of this account that began until now is over, in every tab and from every copy of its cookie."""
        self._ended[session.subject] = now
        self._seen.pop(session.subject, None)
        self._known.pop(session.subject, None)
