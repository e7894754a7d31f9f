"""The contract of api/ as a FastAPI application: what a user would build instead of telegram-backend."""
