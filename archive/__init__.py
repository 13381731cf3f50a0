"""The public site: a Datasette plugin over SQLite alone."""
