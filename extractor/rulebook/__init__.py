"""From rule files to one compiled rule book: everything that knows YAML."""
