"""What the panel writes about a child, in the headings of Signs of Safety (appendix 2)."""

from schemas.folding import spelt
from schemas.register import Column

SIGNS_OF_SAFETY = (
    Column(
        "working_well",
        "Working well",
        "What is working well (Signs of Safety).",
        personal=True,
        also=spelt(
            "What is working well; What's working well; What works well; Going well; What is going well"
        ),
    ),
    Column(
        "concerns",
        "Concerns",
        "What we are concerned about (Signs of Safety).",
        personal=True,
        also=spelt(
            "What are we concerned about; What are we worried about; Worries; Worried about; Concern; Areas "
            "of concern; Risks; Risk factors; Current risk factors; Our concerns"
        ),
    ),
    Column(
        "child_view",
        "View of child and parent",
        "How the child and the parent see it, where known.",
        personal=True,
        also=spelt(
            "Child view; View of child; Views of child and parent; Child's view; Child's views; Child and "
            "parent view; Child and parent views; Views of the child and parent; Views of child; View of the "
            "child and parent; Voice of the child; Child's voice; Child/parent view; View of young person "
            "and parent; Views of young person and parent; Parent and child view"
        ),
    ),
    Column(
        "what_next",
        "What needs to happen",
        "What needs to happen next (Signs of Safety).",
        personal=True,
        also=spelt(
            "What next; What needs to happen next; What needs to happen?; Next steps; Next step; What "
            "happens next; Actions needed; Action needed; What needs doing; What should happen next"
        ),
    ),
)
