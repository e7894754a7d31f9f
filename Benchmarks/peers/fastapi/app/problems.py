import secrets
import string

import asyncpg
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TITLES = {
    400: ("validation", "The request breaks the contract"),
    401: ("unauthorized", "Unauthorized"),
    403: ("forbidden", "Forbidden"),
    404: ("not-found", "Not found"),
    405: ("method-not-allowed", "Method not allowed"),
    500: ("internal", "Internal error"),
    503: ("unavailable", "Unavailable"),
}
PLACES = {"body": "body", "query": "query", "path": "path", "header": "header"}
TOKEN = frozenset(string.ascii_letters + string.digits + "._-")


class RequestID:
    """Puts X-Request-ID on every answer: the client's where it is sane, else one of ours."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        sent = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"x-request-id"), "")
        request_id = sent if 1 <= len(sent) <= 128 and TOKEN.issuperset(sent) else secrets.token_hex(16)
        scope.setdefault("state", {})["request_id"] = request_id

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"].append((b"x-request-id", request_id.encode()))
            await send(message)

        await self.app(scope, receive, send_with_id)


def problem(request: Request, status: int, detail: str, headers=None, kind: str | None = None, **more) -> JSONResponse:
    name, title = TITLES.get(status, ("internal", "Error"))
    content = {
        "type": f"/problems/{kind or name}",
        "title": title,
        "status": status,
        "detail": detail,
        "request_id": request.state.request_id,
    }
    return JSONResponse({**content, **more}, status, headers, "application/problem+json")


async def http_error(request: Request, error: HTTPException) -> JSONResponse:
    return problem(request, error.status_code, error.detail, error.headers)


async def validation_error(request: Request, error: RequestValidationError) -> JSONResponse:
    errors = error.errors()
    if any(item["type"] == "json_invalid" for item in errors):
        return problem(request, 400, "The body is not JSON.", kind="malformed-json")
    violations = [
        {
            "in": PLACES.get(str(item["loc"][0]), "body"),
            "pointer": "".join(f"/{part}" for part in item["loc"][1:]),
            "keyword": item["type"],
            "message": item["msg"],
        }
        for item in errors
    ]
    return problem(request, 400, "The request breaks the contract.", violations=violations)


async def database_error(request: Request, error: Exception) -> JSONResponse:
    return problem(request, 503, "Try again in a moment.", {"Retry-After": "1"})


def install(app: FastAPI) -> None:
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(RequestValidationError, validation_error)
    for unavailable in (OSError, TimeoutError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError,
                        asyncpg.TooManyConnectionsError, asyncpg.CannotConnectNowError, asyncpg.AdminShutdownError):
        app.add_exception_handler(unavailable, database_error)
    app.add_middleware(RequestID)
