"""Claims kept in SQLite or PostgreSQL, version after version."""
