"""What does not fit: sums, percentages, variances and values that disagree."""
