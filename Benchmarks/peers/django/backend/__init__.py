"""The contract of api/ as a Django project: what a user would build instead of telegram-backend."""
