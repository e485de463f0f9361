"""Recordings in the back office: their list, a new one, one of them; and those that come with a pack."""
