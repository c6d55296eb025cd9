"""What other parts show of a request."""
