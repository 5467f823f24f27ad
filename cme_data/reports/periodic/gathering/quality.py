"""What the lists lacked on the day the report speaks for: identifiers, reasons, hours, and rows kept out."""

from collections import Counter

from cme_data.quality import kept_out, lacking, uploads
from cme_data.reports.periodic import names
from cme_data.reports.periodic.gathering.asking import Asking
from cme_data.reports.periodic.gathering.counted import figure, shared
from cme_data.reports.periodic.gathering.figures import Gathered
from cme_data.statistics import ALL, Key
from schemas import CHILD_REGISTERS, REGISTERS

TOPIC = "Data quality"


def quality(into: Gathered, asking: Asking) -> None:
    """Of every child register: the rows in force that lack something, and the rows that were kept out."""
    span, sent = asking.spans[0], uploads(asking.world)
    for found in lacking(asking.world, span.end, None):
        lack = found.lack
        if lack.register in CHILD_REGISTERS and (
            lack.kind in ("identifier", "reason") or lack.column == "hours_per_week"
        ):
            column = REGISTERS[lack.register].column(lack.column).label
            what = lack.what if lack.kind == "identifier" else f"{column}: {lack.what.lower()}"
            key = Key(names.ROWS_ASKED, span.label, lack.register, ALL, TOPIC, what)
            is_known = asking.known(lack.register, span)
            into.figures[key] = figure(found.rows, is_known=is_known)
            lacked = key._replace(statistic=names.ROWS_LACKING)
            into.figures[lacked] = figure(found.lacking, is_known=is_known)
            into.never_more(lacked, key)
    shared(into, names.LACKING_SHARE, names.ROWS_LACKING, names.ROWS_ASKED)
    still = kept_out(asking.world, span.end, sent)
    waiting = Counter(row["register"] for row in still if row["kept_out_since"] <= span.end)
    for register in CHILD_REGISTERS:
        key = Key(names.KEPT_OUT, span.label, register, ALL)
        into.figures[key] = figure(waiting[register], is_known=asking.known(register, span))
