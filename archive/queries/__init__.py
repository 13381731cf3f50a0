"""The SQL of the site and the records its rows become, one module a subject."""
