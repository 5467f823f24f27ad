"""A figure beside the earlier ones in a sentence, made from what is shown alone."""

from collections.abc import Sequence

from cme_data.reports.plainly import worded
from cme_data.reports.said import listed
from cme_data.statistics import Figure

_NONE = {
    "x": "there is no figure {when}",
    "z": "there is none to speak of {when}",
    "c": "it is not shown {when}, as small numbers are hidden",
}


def changed_sentence(points: Sequence[tuple[str, Figure]]) -> str:
    """How a figure was and how it is, the newest last, without a claim that it rises or falls: was 41, is 38."""
    *earlier, (when, newest) = points
    is_now = _NONE[newest.why].format(when=when) if newest.why else f"is {worded(newest)} {when}"
    was = [f"{worded(figure)} {then}" for then, figure in earlier if not figure.why]
    return f"was {listed(was)}, {is_now}" if was else is_now
