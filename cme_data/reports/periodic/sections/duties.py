"""Whether duties were kept; home education, notices and orders; actions; and children whom nobody holds."""

from collections.abc import Sequence

from cme_data.measures import MEASURES
from cme_data.reports.periodic import names
from cme_data.reports.periodic.gathering.duties import KEPT, Shown
from cme_data.reports.periodic.sections.page import Page
from cme_data.reports.report import FigureTable, Section
from cme_data.statistics import ALL

_HOW = (names.DUE, names.IN_TIME, names.MET_LATE, names.NOT_MET, names.IN_TIME_SHARE)
_OF_DUTY = {shown.duty: shown for shown in KEPT}
_KEPT_NOTES = (
    "Duties that fell due in the period, by what was known at its end; one whose spell ended before it was due is owed no "
    "longer. School days are those of the child's borough.",
)


def provision(page: Page) -> Section:
    """Exclusions provided by day 6, medical tuition by day 15, and referrals by day 5."""
    triggers = page.asked.settings.triggers
    told = (
        ("sixth_day", f"Provision by school day {triggers.sixth_day} of an exclusion"),
        ("medical_15", f"Medical tuition by school day {triggers.medical_days} of the absence"),
        ("spa_referral", f"Referral to the Single Point of Access by school day {triggers.spa_referral_day}"),
    )
    finding = " ".join(_share(page, duty, what) for duty, what in told)
    share = [
        (what, page.key(_name(duty, names.IN_TIME_SHARE), _OF_DUTY[duty].register)) for duty, what in told
    ]
    tables = [table for duty, what in told for table in _kept(page, duty, what)]
    return page.section(
        "provision", "Exclusions, medical absence and referrals in time", finding,
        page.bars("Share of duties met in time", share, "%"),
        *tables, notes=(*_KEPT_NOTES, *page.sources("cme", "medical_tuition")),
    )  # fmt: skip


def home_education(page: Page) -> Section:
    """Assessments and reviews, section 437(1) notices and school attendance orders."""
    finding = page.changed(
        "Section 437(1) notices: their number", page.key(names.NOTICES, "ehe"), at_end=False
    )
    status = MEASURES["clocks"].splits["status"]
    reviews = [
        (("All",), page.key(names.REVIEWS, "ehe")),
        *(
            ((group,), page.key(names.REVIEWS, "ehe", status.label, group))
            for group in page.groups(names.REVIEWS, "ehe", status.label)
        ),
    ]
    orders = (names.NOTICES, names.ORDERS, names.REVOKED)
    return page.section(
        "home-education", "Home education: assessments, notices and orders", finding,
        page.bars("Notices and orders", [(name, page.key(name, "ehe")) for name in orders], "notices and orders"),
        page.side_by_side("notices", "Notices and orders, each counted", orders, "ehe"),
        page.side_by_side("notified", "Children with notices and orders, each child once",
                          (names.NOTIFIED, names.ORDERED, names.FREED), "ehe"),
        page.side_by_side("assessed", "Assessments of home education", (names.JOINED, names.BEGUN_UNASSESSED, names.ASSESSED),
                          "ehe"),
        page.across("ehe_reviews", "Reviews of home education by whether they were in time, at the end of the period",
                    ("Review",), reviews, page.columns()),
        notes=(
            "A list has room for one notice and one order of a spell: where a later one replaces it, the later counts.",
            "No law sets the days within which home education is assessed. In time is said of the review whose day the list "
            "in force gives: late is one not done by then.",
            *page.sources("ehe"),
        ),
    )  # fmt: skip


def actions(page: Page) -> Section:
    """The panel's actions: open and overdue, and done in time by service."""
    finding = page.changed("Overdue actions: their number", page.key(names.OVERDUE, "actions"))
    standing = (names.OPEN, names.OVERDUE, *names.OVERDUE_BY.values(), names.ESCALATED)
    topic = "Service"
    services = page.groups(names.OPEN, "actions", topic)
    by_service = [
        ((service,), [page.key(name, "actions", topic, service) for name in standing]) for service in services
    ]
    return page.section(
        "actions", "Actions of the panel", finding,
        page.bars("Overdue actions by service",
                  [(service, page.key(names.OVERDUE, "actions", topic, service)) for service in services], "actions"),
        page.side_by_side("actions", "Actions open at the end of the period", standing, "actions"),
        page.table("actions_services", f"Actions open by service, {page.called(page.place)}, {page.when(page.now)}",
                   (topic,), standing, by_service),
        *_kept(page, "action", "Actions due in the period"),
        notes=(*_KEPT_NOTES, *page.sources("actions")),
    )  # fmt: skip


def gaps(page: Page) -> Section:
    """Children whom nobody holds, by why."""
    topic = MEASURES["gaps"].splits["gap"].label
    groups = page.groups(names.GAPS, ALL, topic)
    rows = [((group,), page.key(names.GAPS, ALL, topic, group)) for group in groups]
    finding = " ".join(page.changed_at(f"{words[0]}: the number listed", key) for words, key in rows)
    return page.section(
        "gaps", "Children whom nobody holds", finding,
        page.bars("Why nobody holds them", [(words[0], key) for words, key in rows], "listed"),
        page.across("gaps", "Children whom nobody holds at the end of the period, by why", ("Why",), rows, page.columns()),
        notes=("A child may be listed for several reasons, and counts once for each.",),
    )  # fmt: skip


def _name(duty: str, how: str) -> str:
    return names.kept(_OF_DUTY[duty].label, how)


def _share(page: Page, duty: str, what: str) -> str:
    key = page.key(_name(duty, names.IN_TIME_SHARE), _OF_DUTY[duty].register)
    return page.changed_at(f"{what}: the share in time", key, at_end=False)


def _kept(page: Page, duty: str, what: str) -> Sequence[FigureTable]:
    shown: Shown = _OF_DUTY[duty]
    statistics = [_name(duty, how) for how in _HOW]
    columns = [how[0].upper() + how[1:] for how in _HOW]
    whole = page.side_by_side(f"kept_{duty}", what, statistics, shown.register)
    tables = [FigureTable(whole.name, whole.caption, whole.labels, tuple(columns), whole.rows, whole.notes)]
    if shown.topic:
        topic = MEASURES["clocks"].filters.get(shown.topic)
        label = topic.label if topic else "Exclusion" if shown.topic == "exclusion" else "Service"
        groups = page.groups(statistics[0], shown.register, label)
        tables.append(
            page.table(
                f"kept_{duty}_by", f"{what} by {label.lower()}, {page.called(page.place)}, {page.when(page.now)}", (label,),
                columns, [((group,), [page.key(name, shown.register, label, group) for name in statistics]) for group in groups],
            )
        )  # fmt: skip
    return tables
