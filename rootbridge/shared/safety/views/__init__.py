"""Pages of safe reporting: for whoever reports, for trustees, for those who name trustees."""
