"""Secrets made up for one run, and what is signed with them."""
import functools
import hashlib
import hmac
import json
import secrets
import time
import urllib.parse

import fill

ADMIN = 279058398
NOBODY = 279058397
SIGNED_USERS = 20_000


class Credentials:
    def __init__(self, rows):
        self.rows = rows
        self.token = f"1234567:{secrets.token_urlsafe(26)}"
        self.bot, self.webhook, self.session = (secrets.token_hex(24) for _ in range(3))
        self.key = hmac.digest(b"WebAppData", self.token.encode(), hashlib.sha256)

    def environment(self, database_url):
        return {
            "DATABASE_URL": database_url,
            "TELEGRAM_BOT_TOKEN": self.token,
            "TELEGRAM_BOT_API_SECRET": self.bot,
            "TELEGRAM_WEBHOOK_SECRET": self.webhook,
            "TELEGRAM_BOT_USERNAME": "example_bot",
            "TELEGRAM_ADMINS": str(ADMIN),
            "SESSION_SECRET": self.session,
        }

    def sign(self, telegram_id):
        """Launch data as `telegram-backend sign-init-data` makes it."""
        user = {"id": telegram_id, "first_name": "Ana", "username": f"user{telegram_id}", "language_code": "en"}
        fields = {
            "auth_date": str(int(time.time())),
            "query_id": "AAHdF6IQAAAAAN0XohDhrOrc",
            "user": json.dumps(user, separators=(",", ":")),
        }
        check = "\n".join(f"{key}={fields[key]}" for key in sorted(fields))
        fields["hash"] = hmac.new(self.key, check.encode(), hashlib.sha256).hexdigest()
        return urllib.parse.urlencode(fields)

    @functools.cached_property
    def users(self):
        step = max(1, self.rows // SIGNED_USERS)
        return [self.sign(one) for one in range(fill.FIRST_ID + 1, fill.FIRST_ID + self.rows + 1, step)]

    def lines(self, name):
        """The credentials of that name; an administrator's launch data is signed again, for it ages soon."""
        if name == "users":
            return self.users
        return [{"": "", "admin": self.sign(ADMIN), "bot": self.bot, "webhook": self.webhook}[name]]
