"""The forms of the members' rooms, by subject."""
