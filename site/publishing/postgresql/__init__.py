"""Django's PostgreSQL for readers who shall not wait: who says nothing for a while is taken for one who is away."""
