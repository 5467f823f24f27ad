"""The pack of a ROME panel: what its members read before the meeting and have before them in it."""

from collections.abc import Sequence
from datetime import date, datetime

from cme_data.reports.panel_pack import business, children
from cme_data.reports.panel_pack.figures import figures
from cme_data.reports.panel_pack.known import ask
from cme_data.reports.report import Document, Report, Strip
from cme_data.reports.said import listed, said
from cme_data.settings import Settings
from cme_data.store import World

__all__ = ["PANEL_PACK"]


def _build(
    world: World, settings: Settings, held_on: date, boroughs: Sequence[str], now: datetime
) -> Document:
    known = ask(world, settings, held_on, boroughs)
    return Document(
        title=f"{settings.panel.name} pack",
        authority=settings.authority,
        day=held_on,
        as_at=known.as_at,
        made_at=now,
        strip=Strip((
            ("Meeting", said(held_on)),
            ("Figures as at", said(known.as_at)),
            ("Last panel", said(known.previous, "None listed")),
            ("Boroughs", listed(boroughs) if boroughs else "All"),
            ("On the CME register", f"{len({row['child'] for row in known.children}):,}"),
        )),
        sections=(
            business.attendance(known),
            business.actions(known),
            *children.sections(known),
            business.escalations(known),
            business.removals(known),
            business.themes(known),
            business.next_meeting(known),
        ),
        figures=figures(known),
    )  # fmt: skip


PANEL_PACK = Report(
    "panel-pack",
    "Panel pack",
    "Attendance, actions, the children in the three panel groups each on a page, escalations, removals, themes.",
    _build,
)
