"""Call-ins: whether, until when and on whose rule a decision can be called in."""
