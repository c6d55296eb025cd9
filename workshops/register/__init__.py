"""The register of schools: brought up to date from a file, searched, cleared of duplicates."""
