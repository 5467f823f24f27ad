"""Whether a series of figures changes or merely varies: the XmR rules of *Making Data Count* (NHS England)."""

from cme_data.xmr.rules import Direction, Judgement, Limits, Point, Signal, Verdict, judge
from cme_data.xmr.said import JUDGED, Unit, finding

__all__ = ["JUDGED", "Direction", "Judgement", "Limits", "Point", "Signal", "Unit", "Verdict", "finding", "judge"]
