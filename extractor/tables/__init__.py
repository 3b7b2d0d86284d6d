"""Claims as tables and pages: what people look at."""
