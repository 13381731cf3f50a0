"""Whole small papers with invented content, a file for each shape of paper, and the facts each of them holds."""
