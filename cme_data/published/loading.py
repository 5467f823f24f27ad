"""A file of published figures into the store, and what is said of it."""

import datetime as dt
from dataclasses import dataclass

from cme_data.published.read import Release
from cme_data.store import Store
from cme_data.store.published import PublishedFile, keep_published


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a file."""

    file: PublishedFile
    new: bool
    says: str


def load(store: Store, release: Release, who: str, now: dt.datetime) -> Loaded:
    """Keep what a file says; the same bytes again change nothing."""
    file, new = keep_published(
        store, release.publication.name, release.rows, release.file_name, release.sha256, who, now
    )
    if not new:
        when = f"{file.at.day} {file.at:%B %Y}"
        return Loaded(
            file,
            new,
            f"{release.file_name} is loaded already, by {file.who} on {when} as {file.file_name}: nothing was changed.",
        )
    said = (
        f"{release.publication.title}: {file.rows:,} rows loaded from {file.file_name}, up to {file.newest}."
    )
    if behind := file.rows - file.standing:
        said += f" {behind:,} of them stand back: a file that goes further says the same areas and periods already."
    return Loaded(file, new, said)
