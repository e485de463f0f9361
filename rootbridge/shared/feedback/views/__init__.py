"""Pages of feedback: was this useful, notes and their answers, ratings, the survey, the desk of those who answer."""
