"""The panel's meetings, and which services came."""

from cme_data.reports.periodic import names
from cme_data.reports.periodic.gathering.duties import KEPT
from cme_data.reports.periodic.gathering.panel import SERVICE
from cme_data.reports.periodic.sections.page import Over, Page
from cme_data.reports.report import Section
from cme_data.statistics import ALL


def meetings(page: Page) -> Section:
    """Meetings held, attendance by service, and whether the papers went out in time; the panel is of every borough."""
    key = page.key(names.MEETINGS, "meetings")._replace(borough=ALL)
    columns = [Over(page.when(span), ALL, span) for span in page.spans]
    papers = [
        (names.kept(shown.label, how), key._replace(statistic=names.kept(shown.label, how)))
        for shown in KEPT
        if shown.register == "meetings"
        for how in (names.DUE, names.IN_TIME, names.MET_LATE, names.NOT_MET, names.IN_TIME_SHARE)
    ]
    held = [(name, key._replace(statistic=name)) for name in (names.MEETINGS, names.ATTENDANCE_RECORDED)]
    services = page.groups(names.ATTENDED, "meetings", SERVICE)
    share = [
        (service, key._replace(statistic=names.ATTENDANCE_SHARE, topic=SERVICE, group=service))
        for service in services
    ]
    attended = [
        (
            (service,),
            [of._replace(statistic=name) for name in (names.ATTENDED, names.ATTENDANCE_RECORDED)] + [of],
        )
        for service, of in share
    ]
    finding = page.changed_at(f"{page.asked.settings.panel.name} meetings: their number", key, at_end=False)
    return page.section(
        "meetings", "Meetings of the panel", finding,
        page.bars("Share of meetings attended", share, "%"),
        page.across("meetings", "Meetings held, and their papers", ("What",), [((name,), of) for name, of in (*held, *papers)], columns),
        page.table("attendance", f"Attendance by service, {page.when(page.now)}", (SERVICE,),
                   (names.ATTENDED, names.ATTENDANCE_RECORDED, names.ATTENDANCE_SHARE), attended),
        notes=(
            "The panel meets for all boroughs, so that nothing here is split by borough. Attendance is of the meetings whose "
            "list says who came; a meeting without it is not one that nobody attended.",
            *page.sources("meetings"),
        ),
    )  # fmt: skip
