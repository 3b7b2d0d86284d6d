"""When: expressions of time, their intervals, and the figures that stand under them."""
