import secrets
import string
from functools import wraps

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import JsonResponse

TOKEN = frozenset(string.ascii_letters + string.digits + "._-")


class Problem(Exception):
    """An error that a client may read (RFC 9457)."""

    def __init__(self, status, kind, title, detail, headers=None, **more):
        super().__init__(detail)
        self.status, self.headers = status, headers
        self.content = {"type": f"/problems/{kind}", "title": title, "status": status, "detail": detail, **more}

    def response(self, request):
        content = {**self.content, "request_id": request.request_id}
        return JsonResponse(content, status=self.status, content_type="application/problem+json", headers=self.headers)


def malformed():
    return Problem(400, "malformed-json", "Malformed JSON", "The body is not JSON.")


def unauthorized():
    return Problem(401, "unauthorized", "Unauthorized", "Valid credentials are required.")


def forbidden(detail):
    return Problem(403, "forbidden", "Forbidden", detail)


def breaks_contract(violations):
    text = "The request breaks the contract"
    return Problem(400, "validation", text, f"{text}.", violations=violations)


class Problems:
    """Puts X-Request-ID on every answer, the client's where it is sane, and turns errors into problems."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        sent = request.headers.get("X-Request-ID", "")
        request.request_id = sent if 1 <= len(sent) <= 128 and TOKEN.issuperset(sent) else secrets.token_hex(16)
        response = self.get_response(request)
        response["X-Request-ID"] = request.request_id
        return response

    def process_exception(self, request, error):
        if isinstance(error, Problem):
            return error.response(request)
        if isinstance(error, RequestDataTooBig):
            return Problem(413, "too-large", "Too large", "The body is larger than what is accepted.").response(request)
        if isinstance(error, (OperationalError, InterfaceError)):
            again = {"Retry-After": "1"}
            return Problem(503, "unavailable", "Unavailable", "Try again in a moment.", again).response(request)
        return None


def only(method):
    """A view that serves one method."""

    def decorate(view):
        @wraps(view)
        def serve(request):
            if request.method != method:
                allowed = {"Allow": method}
                raise Problem(405, "method-not-allowed", "Method not allowed", "Allow names what is.", allowed)
            return view(request)

        return serve

    return decorate


def not_found(request, exception):
    return Problem(404, "not-found", "Not found", "There is nothing here.").response(request)


def internal(request):
    return Problem(500, "internal", "Internal error", "Internal error.").response(request)
