"""Figures in running text: quantities, what they measure, of what kind and for which period; metrics."""
