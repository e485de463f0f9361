"""The machinery under the platform: the embedded database, the page cache, the processes.

Nouns: a place (where the database of this clone lives), a cluster (its files), a
postmaster (its process), a page (kept by the cache), a crew (the processes of one site).
Registers: health pages, the commands serve_platform, start_database, stop_database,
show_database. `place`, `binaries`, `cluster`, `postmaster`, `postgres` and `database`
need no Django: settings and manage.py call them first.
"""
