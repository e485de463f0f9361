"""The pages of the members' rooms, by subject."""
