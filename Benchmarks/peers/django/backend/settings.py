"""Read from the environment, with the names that telegram-backend has."""
import os
from urllib.parse import unquote, urlsplit

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
INSTALLED_APPS = ["backend"]
# An API without cookies needs neither sessions nor protection against forged forms.
MIDDLEWARE = ["django.middleware.common.CommonMiddleware", "backend.problems.Problems"]
ROOT_URLCONF = "backend.urls"
WSGI_APPLICATION = "backend.wsgi.application"
USE_TZ = True
USE_I18N = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_database = urlsplit(os.environ["DATABASE_URL"])
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": _database.hostname,
        "PORT": _database.port,
        "USER": _database.username,
        "PASSWORD": unquote(_database.password or ""),
        "NAME": _database.path[1:],
        # Each thread keeps its connection; gunicorn's threads live as long as their process.
        "CONN_MAX_AGE": None,
    }
}

SESSION_SECRET = SECRET_KEY = os.environ["SESSION_SECRET"]
SESSION_LIFETIME = 3600
TELEGRAM_BOT_TOKEN = os.environ["TELEGRAM_BOT_TOKEN"]
TELEGRAM_BOT_API_SECRET = os.environ["TELEGRAM_BOT_API_SECRET"]
TELEGRAM_WEBHOOK_SECRET = os.environ["TELEGRAM_WEBHOOK_SECRET"]
TELEGRAM_BOT_USERNAME = os.environ["TELEGRAM_BOT_USERNAME"]
TELEGRAM_ADMINS = frozenset(int(item) for item in os.environ.get("TELEGRAM_ADMINS", "").split(",") if item)
INIT_DATA_MAX_AGE = 86_400
INIT_DATA_ADMIN_MAX_AGE = 1_800
