"""Benches: each prints ratios to something measured in the same run, and writes them to build/bench/."""
