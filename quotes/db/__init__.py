"""The database: tables, engine, schema, full text, vectors; the only room that knows a dialect."""
