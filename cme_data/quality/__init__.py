"""What is amiss in the lists as they stand: kept out, warned of, blank, silent, repeated; each figure is its rows."""

from cme_data.quality.history import UploadProblems, identical, problems, standing_problems, uploads
from cme_data.quality.kept_out import kept_out
from cme_data.quality.lacks import LACKS, Lack, Lacking, lacking, rows
from cme_data.quality.named import named, names
from cme_data.quality.warned import Explanations, explained_by, explanations_by_way, open_warnings, ways

__all__ = [
    "LACKS", "Explanations", "Lack", "Lacking", "UploadProblems", "explained_by", "explanations_by_way", "identical", "kept_out",
    "lacking", "named", "names", "open_warnings", "problems", "rows", "standing_problems", "uploads", "ways",
]  # fmt: skip
