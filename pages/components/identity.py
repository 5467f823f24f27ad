"""Who is asking: signed in with the council's account, or sitting at this machine."""

import ipaddress
import os
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from cme_data import access, sign_in
from cme_data.errors import CmeError
from cme_data.panel.services import SERVICES
from cme_data.settings import Settings
from cme_data.sign_in import Sessions, SignedOut
from cme_data.store import Store
from cme_data.store.signed_out import sign_out, signed_out

VIEW_AS, OF_SERVICE = "view_as", "view_as_service"
_SESSION = "session_of_this_run"


def person(store: Store, settings: Settings, typed: str, now: datetime) -> access.Person:
    """Who asks, with a role; CmeError where nobody may ask from here, or has to sign in first."""
    client = client_id()
    if client is not None:
        return _signed_in(store, settings, client, now)
    _refuse_to_be_reached()
    if store.is_sample:
        seen_as = st.session_state.get(VIEW_AS, "administrator")
        return access.Person(typed.strip(), seen_as, st.session_state.get(OF_SERVICE) or SERVICES[0])
    return access.person_at_this_machine(os.environ, typed)


def session() -> sign_in.Session | None:
    """The sign-in of this run; None where nobody signs in."""
    return st.session_state[_SESSION] if client_id() is not None else None


def again(store: Store, settings: Settings, session: sign_in.Session, now: datetime) -> access.Person:
    """Who the account of an earlier run is now; SignedOut where its sign-in is over, NotAllowed where it has no role."""
    _stands(store, settings, session, now)
    return sign_in.person_of(session, settings)


def client_id() -> str | None:
    """This dashboard's name at the sign-in service; None where sign-in is not configured."""
    if not st.secrets.load_if_toml_exists() or "auth" not in st.secrets:
        return None
    return str(st.secrets["auth"].get("client_id", ""))


def claims() -> dict[str, Any]:
    """What the sign-in service said of whoever is signed in; empty where nobody is."""
    said: dict[str, Any] = st.user.to_dict()
    return said if said.get("is_logged_in") else {}


def leave(store: Store, now: datetime) -> None:
    """Sign out: this tab and every other of the same account."""
    session = st.session_state[_SESSION]
    _sessions_of(store.salt, store).end(session, now)
    sign_out(store, session.subject, session.name, "by the button", now)
    st.logout()


def _signed_in(store: Store, settings: Settings, client: str, now: datetime) -> access.Person:
    said = claims()
    if not said:
        raise SignedOut("Sign in with your council account to go on.")
    session = sign_in.session_of(said, client, settings)
    first = _stands(store, settings, session, now)
    found = sign_in.person_of(session, settings)
    st.session_state[_SESSION] = session
    if first:
        store.audit(found.name, "signed in", access.TITLES[found.role], now)
    return found


def _stands(store: Store, settings: Settings, session: sign_in.Session, now: datetime) -> bool:
    idle = timedelta(minutes=settings.sign_in.idle_minutes)
    return _sessions_of(store.salt, store).check(session, now, idle)


@st.cache_resource(show_spinner=False)
def _sessions_of(salt: str, _store: Store) -> Sessions:
    return Sessions(signed_out(_store))


def _refuse_to_be_reached() -> None:
    """Without sign-in, whoever reaches the server reads every record: so nobody may from another machine."""
    address = st.get_option("server.address")
    if not _is_loopback(address):
        raise CmeError(
            f"The dashboard listens on {address or 'every address of this machine'}, and sign-in is not configured, so"
            " it shows nothing: start it with --server.address 127.0.0.1, or configure sign-in (README, Signing in)."
        )
    headers = st.context.headers
    if headers.get("X-Forwarded-For") or headers.get("Forwarded"):
        raise CmeError(
            "Another server passes requests from elsewhere on to the dashboard, and sign-in is not configured, so it"
            " shows nothing: configure sign-in (README, Signing in)."
        )
    # Another site's name may be pointed at this machine, and then its pages would read every record here.
    asked_for = urlsplit(f"//{headers.get('Host', 'localhost')}").hostname
    if not _is_loopback(asked_for):
        raise CmeError(
            f"The dashboard was asked for under the name {asked_for}, and sign-in is not configured, so it shows nothing:"
            " open it as http://127.0.0.1 with its port, or configure sign-in (README, Signing in)."
        )


def _is_loopback(address: str | None) -> bool:
    try:
        return address == "localhost" or ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False
