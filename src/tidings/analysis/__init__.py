"""Measures over stored events and coded articles: one file a measure; none loads a model."""

from tidings.analysis.dyad import DyadPeriod, dyad
from tidings.analysis.evaluate import Evaluation, compare

__all__ = ["DyadPeriod", "Evaluation", "compare", "dyad"]
