"""The clerk's desk: a local site for checking, correcting and publishing. Never for the public."""
