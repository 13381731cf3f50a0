"""Figures in tables: headings, row labels, units, periods and footnotes of a grid of cells."""
