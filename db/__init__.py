"""Facts into SQLite and out again: schema, store, search, corrections, publish."""
