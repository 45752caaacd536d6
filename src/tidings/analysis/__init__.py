"""Measures over stored events: one file a measure; none loads a model."""

from tidings.analysis.dyad import DyadPeriod, dyad

__all__ = ["DyadPeriod", "dyad"]
