"""How schemathesis asks a running daemon for everything that the HTTP contract allows, and for what it does not."""
