"""What scripts/databases.py says of PostgreSQL's addresses and connections: no word of them that may be a password.

The rules are the server's, Sources/Storage/ConnectionURI.swift: each character that separates parts does only that.
"""
import ctypes
import os
import re

ENCODE = "write %2F for /, %3A for :, %3F for ?, %23 for #, %40 for @"
HOST = re.compile(r"(?:\[[0-9A-Za-z:.%]+\]|[-0-9A-Za-z._~%\u0080-\U0010FFFF]*)")
PERCENT = re.compile(r"%(?!(?!00)[0-9A-Fa-f]{2})")


def fault_of_uri(text):
    """Why a URI is refused; None where it is not."""
    rest = text.partition("://")[2]
    if re.search(r"[\x00-\x20\x7f#]", rest):
        return f"holds a blank, a control character or #; in a user or a password write %20 for a blank, {ENCODE}"
    main, _, query = rest.partition("?")
    authority, _, name = main.partition("/")
    if "@" in name + query or "?" in query:
        return f"has @ or a second ? where the database and the parameters stand; in a user or a password {ENCODE}"
    credentials, at, hosts = authority.rpartition("@")
    if "@" in credentials:
        return "has more than one @ before the host; in a user or a password write %40 for @"
    if at and re.search(r"[\[\]\\]", credentials):
        return "the user or the password holds [, ] or \\; write %5B for [, %5D for ], %5C for \\"
    for entry in filter(None, hosts.split(",")):
        host = HOST.match(entry)[0]
        if entry[len(host):] and not entry[len(host):].startswith(":"):
            return f"the host is no name, address or percent-encoded path; in a user or a password {ENCODE}"
        if not is_port(entry[len(host) + 1:] or "1"):
            return f"the port is no number from 1 to 65535; if that is a part of a password, {ENCODE}"
    if re.search(r"[/:\[\]\\]", name):
        return f"the database's name holds /, :, [, ] or \\; in it, and in a user or a password, {ENCODE}"
    for parameter in query.split("&") if query else []:
        if not re.fullmatch(r"[0-9A-Za-z_]+=[^=]*", parameter):
            return "behind ? stand parameters, name=value with & between them; in a user or a password write %3F for ?"
    if PERCENT.search(rest):
        return "holds a % without two hexadecimal digits behind it; write %25 for %"
    return None


def is_port(text):
    return bool(re.fullmatch("[0-9]{1,5}", text)) and 0 < int(text) <= 65535


# What libpq's programs print of a connection that is lost or does not come about again; `is_pooled` has made one with
# the same address before. In English, as they are run with LC_ALL=C, but for what the server says.
CONNECTING = (
    "connection to server", "could not translate host name", "could not connect", "server closed the connection",
)
REASONS = (
    ("could not translate host name", "the host's name is not known"),
    ("Connection refused", "the connection was refused: nothing listens there"),
    ("No such file or directory", "there is no such socket or file"),
    ("timeout expired", "no answer in time"),
    ("no password supplied", "the server wants a password, and none is given"),
    ("authentication failed", "the server refuses the password, or there is no such user"),
    ("does not exist", "the database or the user does not exist"),
    ("no such database", "a pooler does not know the database"),
    ("unsupported startup parameter", "a pooler refuses a parameter of the address, such as options"),
    ("too many clients", "the server has no connection left"),
    ("certificate", "the server's certificate is not trusted, or one cannot be read"),
    ("SSL", "TLS failed"),
    ("server closed the connection", "the server closed the connection"),
    ("could not parse network address", "hostaddr is no IP address"),
    ("invalid ", "a parameter of the address has a value that libpq does not take"),
)


def connection_fault(errors):
    """What the last words of a program of PostgreSQL mean; None where they are not about its connection."""
    return reason(errors) if any(phrase in errors for phrase in CONNECTING) else None


def reason(errors):
    """Our words for why there is no connection."""
    return next((words for phrase, words in REASONS if phrase in errors), "the server refuses the connection")


def no_connection(library, connection):
    return NoConnection(reason((library.PQerrorMessage(connection) or b"").decode(errors="replace")))


class NoConnection(Exception):
    """Why there is no connection, in our words."""


def is_pooled(library, address):
    """True behind a pooler, which makes up the number of the server's process that a client is told at the start."""
    for name in ("PQconnectdb", "PQexec"):
        getattr(library, name).restype = ctypes.c_void_p
    for name in ("PQgetvalue", "PQerrorMessage"):
        getattr(library, name).restype = ctypes.c_char_p
    connection = ctypes.c_void_p(library.PQconnectdb(os.fsencode(address)))
    try:
        if library.PQstatus(connection) != 0:
            raise no_connection(library, connection)
        result = ctypes.c_void_p(library.PQexec(connection, b"SELECT pg_backend_pid()"))
        process = library.PQgetvalue(result, 0, 0) if library.PQntuples(result) == 1 else None
        library.PQclear(result)
        if process is None:
            raise no_connection(library, connection)
        return int(process) != library.PQbackendPID(connection)
    finally:
        library.PQfinish(connection)
