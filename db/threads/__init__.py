"""What ties papers together: citations, recommendations and resolutions, lives of decisions, promises, subjects.

Everything in here but ``build`` and ``rows_in`` is pure: facts of one council in, rows out. Two councils never meet,
because each is worked out alone.
"""
