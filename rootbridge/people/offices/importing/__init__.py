"""Reading a list of offices and people: sheet (cells), columns (which is what), plan (what would happen), deed (it
happens, or is taken back)."""
