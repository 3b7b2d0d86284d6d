"""Reads Persian policy news and turns every figure in it into a typed, sourced, checkable record."""

from extractor.model import Claim, Quantity
from extractor.pipeline import Extractor, load
from extractor.result import Result
from extractor.rulebook.source import RuleError

__all__ = ["Claim", "Extractor", "Quantity", "Result", "RuleError", "extract", "load"]
__version__ = "0.1.0"


def extract(text: str) -> Result:
    """Read one Persian text; the short way to ``load("fa")(text)``."""
    return load("fa")(text)
