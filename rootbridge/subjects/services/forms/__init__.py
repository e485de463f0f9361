"""What readers and staff fill in."""
