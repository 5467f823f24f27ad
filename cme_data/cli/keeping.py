"""Commands that look after the store: backup, restore, verify, compact, rekey."""

import re
from pathlib import Path
from typing import Annotated

import typer

from cme_data.cli.app import AsJson, Data, Who, data_dir, key, now, open_store, person, show_json

_MARK = re.compile("[0-9a-fA-F]{64}")


def _a_mark(text: str) -> str:
    """A mark of the audit log: 64 hexadecimal digits."""
    if not _MARK.fullmatch(text):
        raise typer.BadParameter(
            f"{text} is no mark: it has 64 digits and letters from a to f, as the page and the file show it."
        )
    return text


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(backup)
    app.command()(restore)
    app.command()(verify)
    app.command()(compact)
    app.command()(rekey)


def backup(file: Path, who: Who = None, data: Data = None, json: AsJson = False) -> None:
    """Copy the store to FILE."""
    from cme_data.store.backup import backup as copy

    with open_store(data) as store:
        copy(store, file)
        store.audit(person(who), "backed up", file.name, now())
    if json:
        show_json({"backup": str(file), "bytes": file.stat().st_size})
    else:
        typer.echo(f"Wrote {file}")


def restore(file: Path, who: Who = None, data: Data = None, json: AsJson = False) -> None:
    """Put a backup in the place of the store; the store before it is kept beside."""
    from cme_data.store.backup import restore as put_back

    kept = put_back(data_dir(data), file, key=key())
    with open_store(data) as store:
        store.audit(person(who), "restored a backup", file.name, now())
    if json:
        show_json({"restored": str(file), "kept": str(kept) if kept else None})
    else:
        typer.echo(f"Restored {file}" + (f"; the store before it is {kept}" if kept else ""))


def verify(
    head: Annotated[
        list[str] | None,
        typer.Option(
            parser=_a_mark,
            metavar="MARK",
            help="A mark of the audit log noted earlier: proves that nothing before it was changed; may be repeated.",
        ),
    ] = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """See whether bytes, rows, spells and figures agree."""
    from cme_data.verify import verify as look

    with open_store(data, read_only=True) as store:
        faults = look(
            store,
            (lambda words: None) if json else (lambda words: typer.echo(f"Looked at {words}.")),
            head or (),
        )
    if json:
        show_json({"verified": not faults, "faults": faults})
    elif not faults:
        typer.echo("Everything agrees.")
    if faults:
        for fault in faults:
            typer.echo(fault, err=True)
        raise typer.Exit(1)


def compact(who: Who = None, data: Data = None, json: AsJson = False) -> None:
    """Write the store anew without the room that it no longer needs."""
    from cme_data.store.compact import compact as write_anew

    before, after = write_anew(data_dir(data), key=key())
    with open_store(data) as store:
        store.audit(person(who), "compacted", "", now())
    _told(before, after, "The store is written anew", json=json)


def rekey(new_key_file: Path, who: Who = None, data: Data = None, json: AsJson = False) -> None:
    """Encrypt the store under the key on the first line of NEW_KEY_FILE."""
    from cme_data.store.compact import rekey as write_anew
    from cme_data.store.key import key_in

    before, after = write_anew(
        data_dir(data), key=key(), new=key_in(new_key_file), who=person(who), now=now()
    )
    said = "The store has the new key. Older backups keep theirs: make a new one, and keep the old key as long as they"
    _told(before, after, said, json=json)


def _told(before: int, after: int, said: str, *, json: bool) -> None:
    if json:
        show_json({"bytes_before": before, "bytes_after": after})
    else:
        typer.echo(f"{said}: {before:,} bytes before, {after:,} now.")
