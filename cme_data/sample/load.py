"""The made-up authority's own store, with its whole history: what the dashboard shows before real data."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from cme_data import published
from cme_data.errors import CmeError
from cme_data.ingest import Given, Sent, commit_many, examine_many
from cme_data.measures import Question
from cme_data.sample.files import history_files
from cme_data.sample.history import SEED, YEARS, authority
from cme_data.sample.people import school_year
from cme_data.sample.places import BUSINESS_SUPPORT, OFFICERS
from cme_data.sample.terms import settings_toml
from cme_data.settling import gaps, settle
from cme_data.store import Store
from cme_data.store.connect import FILE

_WHO = OFFICERS[BUSINESS_SUPPORT][0]
_AFTERNOON = dt.time(16, 30)
_FOLLOWED_UP = "Followed up when it closed: the new authority or school has confirmed the child."
_PUBLISHED = sorted(Path(__file__).with_name("dfe").glob("*.csv"))
_PUBLISHED_ON = dt.date(2026, 1, 29)  # the DfE's own day for both


def make(
    data_dir: Path,
    *,
    key: str | None = None,
    children: int | None = None,
    years: int = YEARS,
    seed: int = SEED,
    tell: Callable[[str], object] = lambda words: None,
) -> bool:
    """Make the sample store in a folder, telling what takes its time; False where it is there already.

    Raises CmeError where the folder holds a store that is not the sample's.
    """
    there = (data_dir / FILE).exists()
    with Store.open(data_dir, key=key) as store:
        if there and not store.is_sample:
            raise CmeError(
                f"{data_dir} holds a store of your own: give the made-up authority another folder."
            )
        if store.uploads():
            return False
        store.mark_sample()
        tell("Making up an authority and the history of its registers (once) ...")
        (data_dir / "settings.toml").write_text(settings_toml(), encoding="utf-8")
        history = authority(seed=seed, children=children, years=years)
        files = list(history_files(history))
        given = [Given(f.data, f.file_name, f.as_at, register=f.register, provider=f.provider) for f in files]
        sent = [
            Sent(examined, file.mode, _WHO, dt.datetime.combine(file.as_at, _AFTERNOON))
            for examined, file in zip(examine_many(given, today=history.as_at), files, strict=True)
        ]
        commit_many(store, sent)
        for path in _PUBLISHED:
            release = published.read(path.read_bytes(), path.name)
            published.load(store, release, _WHO, dt.datetime.combine(_PUBLISHED_ON, _AFTERNOON))
        _follow_up(store, history.as_at)
    return True


def _follow_up(store: Store, day: dt.date) -> None:
    """What closed before this school year without confirmed education has been followed up since, and settled."""
    began = dt.date(school_year(day), 9, 1)
    asked = Question(as_at=day, filters={"gap": ("closed_nowhere",)})
    found = [row for row in gaps(store.world(), asked, []).open if row["since"] < began]
    settle(store, found, day, _FOLLOWED_UP, _WHO, dt.datetime.combine(day, _AFTERNOON))
