"""What a facilitator sees without an account: an invitation to answer, and a private calendar."""
