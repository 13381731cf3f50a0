"""Calendar expressions: a narrow grammar, the years that are not printed, and what each date is."""
