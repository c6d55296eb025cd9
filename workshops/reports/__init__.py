"""What funders ask for: figures by year and dimension, as a table, as a file, and as it was handed over."""
