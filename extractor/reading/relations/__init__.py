"""Parts and wholes, and figures that say others again."""
