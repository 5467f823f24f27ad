"""A fault of ours as a sentence for the person; where it happened goes to the log, what it says goes nowhere."""

import logging
import secrets
import traceback

LOG = logging.getLogger("cme.pages")


def sentence(fault: Exception, where: str) -> str:
    """The sentence with a reference, under which the log has the place; the words of a fault may quote a child's row."""
    reference = secrets.token_hex(4)
    steps = "".join(traceback.format_tb(fault.__traceback__))
    LOG.error("Reference %s on %s: %s\n%s", reference, where, type(fault).__name__, steps)
    return (
        "Something went wrong in the dashboard. "
        f"Tell whoever looks after it this reference: **{reference}**."
    )
