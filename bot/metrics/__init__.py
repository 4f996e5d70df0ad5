"""Figures for operators."""

from bot.metrics.figures import Figures, Metrics

__all__ = ["Figures", "Metrics"]
