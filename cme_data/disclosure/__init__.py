"""The one way out for figures: exact inside the service, suppressed where they leave it (R12, R13).

What is protected: no count from 1 to the threshold, and no count hidden to cover one, can be worked out exactly
from everything that is released together. A reader is taken to know the method and the threshold, every released
figure, every sum and bound of the family; that a hidden count is never 0, since zeros are shown; and that among
hidden figures that hang together at least one is small. For each hidden count there is, besides the truth, another
whole set of numbers that fits all of that and differs there. So too for the rest of a share, the 2 of 18 out of 20,
though it stands in no table.

What is not: that a hidden count lies between bounds, the threshold's among them, may be learnt. Nor is it protected
against a reader who runs the whole choice again for every set of numbers that fits; so that this tells little, which
figure covers a small one goes by its place and its number of digits, not by its size. Where the threshold is 1 the
method itself says what a small count is.
"""

from cme_data.disclosure.gate import dfe_exact, internal, released
from cme_data.disclosure.rounding import as_the_dfe_rounds
from cme_data.disclosure.shown import Hidden, Shown
from cme_data.disclosure.ties import Untrue

__all__ = ["Hidden", "Shown", "Untrue", "as_the_dfe_rounds", "dfe_exact", "internal", "released"]
