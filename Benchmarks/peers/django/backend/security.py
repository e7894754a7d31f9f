import hashlib
import hmac
import json
import time
from urllib.parse import parse_qsl

import jwt
from django.conf import settings

from .problems import forbidden, unauthorized

CLOCK_SKEW = 60
INIT_DATA_KEY = hmac.digest(b"WebAppData", settings.TELEGRAM_BOT_TOKEN.encode(), "sha256")
SESSION_KEY = hashlib.sha256(b"session:" + settings.SESSION_SECRET.encode()).digest()


def verify_init_data(raw, max_age):
    """The user that Telegram signed; the errors are one and the same to a client."""
    try:
        pairs = parse_qsl(raw, keep_blank_values=True, strict_parsing=True, errors="strict")
        fields = dict(pairs)
        sent = fields.pop("hash")
        check = "\n".join(f"{key}={fields[key]}" for key in sorted(fields))
        expected = hmac.new(INIT_DATA_KEY, check.encode(), hashlib.sha256).hexdigest()
        if len(pairs) != len(fields) + 1 or not hmac.compare_digest(sent.encode(), expected.encode()):
            raise unauthorized()
        age = time.time() - int(fields["auth_date"])
        user = json.loads(fields["user"])
        if not -CLOCK_SKEW <= age <= max_age or not isinstance(user["id"], int) or user["id"] < 1:
            raise unauthorized()
    except (ValueError, KeyError, TypeError):
        raise unauthorized() from None
    return user


def make_session(telegram_id):
    now = int(time.time())
    claims = {"sub": str(telegram_id), "iat": now, "exp": now + settings.SESSION_LIFETIME}
    return jwt.encode(claims, SESSION_KEY, algorithm="HS256")


def session_user(token):
    try:
        claims = jwt.decode(token, SESSION_KEY, algorithms=["HS256"], options={"require": ["exp", "sub"]})
        return int(claims["sub"])
    except (jwt.InvalidTokenError, ValueError):
        raise unauthorized() from None


def sent_init_data(request):
    """The launch data in the headers, and what else Authorization holds."""
    scheme, _, credential = request.headers.get("Authorization", "").partition(" ")
    scheme = scheme.lower()
    return request.headers.get("X-Telegram-Init-Data") or (credential if scheme == "tma" else None), scheme, credential


def require_admin(request):
    init_data, scheme, credential = sent_init_data(request)
    if init_data is not None:
        telegram_id = verify_init_data(init_data, settings.INIT_DATA_ADMIN_MAX_AGE)["id"]
    elif scheme == "bearer":
        telegram_id = session_user(credential)
    else:
        raise unauthorized()
    if telegram_id not in settings.TELEGRAM_ADMINS:
        raise forbidden("This needs an administrator.")


def is_secret(sent, expected):
    return hmac.compare_digest((sent or "").encode(), expected.encode())
