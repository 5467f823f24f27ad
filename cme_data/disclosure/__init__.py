"""The one way out for figures: exact inside the service, suppressed where they leave it (R12, R13).

What is protected: no count from 1 to the threshold, and no count hidden to cover one, can be worked out exactly
from everything that is released together. A reader is taken to know the method and the threshold, every released
figure, every sum and bound of the family, and that a hidden count is never 0, since zeros are shown. For each
hidden count there are, besides the truth, other whole numbers that fit all of that and differ there; and they are
like the truth: small where it is small, else with as many digits. So it may be known which of the hidden counts are
the small ones, and running the method again on the other numbers mostly hides the same. The rest of a share is a
count too, though it stands in no table: of 18 in 20 the 2.

What is not: that a hidden count lies between bounds, the threshold's among them, may be learnt. And where no other
numbers like the truth are found, as with four groups of one child each under a total of 4, others must do: the sums do
not tell, but who sees that four figures are not 0 and supposes that their total is hidden for being small knows.
Where the threshold is 1, a small count is 1.
"""

from cme_data.disclosure.gate import dfe_exact, internal, released
from cme_data.disclosure.rounding import as_the_dfe_rounds
from cme_data.disclosure.shown import Hidden, NotShown, Shown
from cme_data.disclosure.ties import Untrue

__all__ = ["Hidden", "NotShown", "Shown", "Untrue", "as_the_dfe_rounds", "dfe_exact", "internal", "released"]
