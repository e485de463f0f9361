"""Pages of the search room: results for everybody; misses and synonyms for those who tend them."""
