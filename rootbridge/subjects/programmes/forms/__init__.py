"""What people fill in: the planner, the parts of an application, and what is written at work."""
