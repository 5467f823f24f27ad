"""The colours of the pages: those of the core, so that a page and a document agree."""

from cme_data.palette import GREY, MAIN, PALETTE, of

__all__ = ["GREY", "main", "of", "palette"]


def palette() -> tuple[str, ...]:
    """The six colours that can be told apart by most people."""
    return PALETTE


def main() -> str:
    """The colour of a series that stands alone."""
    return MAIN
