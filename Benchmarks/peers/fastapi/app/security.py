import hashlib
import hmac
import json
import time
from typing import Annotated, Any
from urllib.parse import parse_qsl

import jwt
from fastapi import Depends, Header, HTTPException

from .settings import settings

CLOCK_SKEW = 60
INIT_DATA_KEY = hmac.digest(b"WebAppData", settings.telegram_bot_token.encode(), "sha256")
SESSION_KEY = hashlib.sha256(b"session:" + settings.session_secret.encode()).digest()

unauthorized = HTTPException(401, "Valid credentials are required.")
forbidden = HTTPException(403, "This needs an administrator.")


def verify_init_data(raw: str, max_age: int) -> dict[str, Any]:
    """The user that Telegram signed; the errors are one and the same to a client."""
    try:
        pairs = parse_qsl(raw, keep_blank_values=True, strict_parsing=True, errors="strict")
        fields = dict(pairs)
        sent = fields.pop("hash")
        check = "\n".join(f"{key}={fields[key]}" for key in sorted(fields))
        expected = hmac.new(INIT_DATA_KEY, check.encode(), hashlib.sha256).hexdigest()
        if len(pairs) != len(fields) + 1 or not hmac.compare_digest(sent.encode(), expected.encode()):
            raise unauthorized
        age = time.time() - int(fields["auth_date"])
        user = json.loads(fields["user"])
        if not -CLOCK_SKEW <= age <= max_age or not isinstance(user["id"], int) or user["id"] < 1:
            raise unauthorized
    except (ValueError, KeyError, TypeError):
        raise unauthorized from None
    return user


def make_session(telegram_id: int) -> str:
    now = int(time.time())
    claims = {"sub": str(telegram_id), "iat": now, "exp": now + settings.session_lifetime}
    return jwt.encode(claims, SESSION_KEY, algorithm="HS256")


def session_user(token: str) -> int:
    try:
        claims = jwt.decode(token, SESSION_KEY, algorithms=["HS256"], options={"require": ["exp", "sub"]})
        return int(claims["sub"])
    except (jwt.InvalidTokenError, ValueError):
        raise unauthorized from None


async def require_admin(
    x_telegram_init_data: Annotated[str | None, Header()] = None,
    authorization: Annotated[str | None, Header()] = None,
) -> int:
    scheme, _, credential = (authorization or "").partition(" ")
    init_data = x_telegram_init_data or (credential if scheme.lower() == "tma" else None)
    if init_data is not None:
        telegram_id = verify_init_data(init_data, settings.init_data_admin_max_age)["id"]
    elif scheme.lower() == "bearer":
        telegram_id = session_user(credential)
    else:
        raise unauthorized
    if telegram_id not in settings.telegram_admins:
        raise forbidden
    return telegram_id


async def require_bot_secret(x_bot_secret: Annotated[str, Header()] = "") -> None:
    if not hmac.compare_digest(x_bot_secret.encode(), settings.telegram_bot_api_secret.encode()):
        raise HTTPException(403, "X-Bot-Secret is missing or wrong.")


async def require_webhook_secret(x_telegram_bot_api_secret_token: Annotated[str, Header()] = "") -> None:
    if not hmac.compare_digest(x_telegram_bot_api_secret_token.encode(), settings.telegram_webhook_secret.encode()):
        raise unauthorized


BotSecret = Depends(require_bot_secret)
WebhookSecret = Depends(require_webhook_secret)
Admin = Depends(require_admin)
