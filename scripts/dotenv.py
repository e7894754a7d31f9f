"""A `.env` file by the server's rules, which are Docker Compose's: Sources/Server/Configuration/DotEnv.swift."""
import os
import pathlib
import re

STATEMENT = re.compile(
    r"""[ \t\n]*(?:\#[^\n]*\n[ \t\n]*)*            # blank lines and comments
    (?:export[ \t]+)?(?P<key>[\w.\-\[\]]+)[ \t]*
    (?:(?P<mark>[=:])[ \t]*(?:
        '(?P<single>(?:[^'\\]|\\.)*)'(?P<more>[^\n]*)
        | "(?P<double>(?:[^"\\]|\\.)*)"(?P<rest>[^\n]*)
        | (?P<bare>[^'"\n][^\n]*)?
    )|(?=\#)[^\n]*)?(?=\n|\Z)""",
    re.VERBOSE | re.DOTALL,
)
ESCAPES = {
    "n": "\n", "r": "\r", "t": "\t", "a": "\a", "b": "\b", "f": "\f", "v": "\v", '"': '"', "\\": "\\", "$": "$$",
}
NAME = re.compile("(?:[A-Za-z_][0-9A-Za-z_]*)?")


class Failure(Exception):
    """Why nothing was done, or what went wrong, in words for the operator."""


def setting(path, key, required):
    """A value of the file; None where the file does not set it, or is not there and not required."""
    try:
        text = pathlib.Path(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if required:
            raise Failure(f"{path} cannot be read: there is no such file") from None
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise Failure(f"{path} cannot be read: {error}") from None
    values = {}
    position = 0
    while found := STATEMENT.match(text, position):
        position = found.end()
        name = found["key"]
        value, has_unset = value_of(found, values)
        if value is None:
            continue
        if name == key:
            refuse_unclear(path, found, key in values, has_unset)
        values[name] = value
    if text[position:].strip(" \t\n") and not re.fullmatch(r"[ \t\n]*(?:#[^\n]*(?:\n[ \t\n]*|\Z))*", text[position:]):
        line = text.count("\n", 0, position) + 2
        raise Failure(f"{path}, line {line}: the server does not understand it; see .env.example")
    return values.get(key)


def value_of(found, values):
    """A statement's value, None where its key stands alone; and whether a variable without a default is not set."""
    if found["single"] is not None:
        return found["single"].replace("\\'", "'"), False
    if found["double"] is not None:
        value = re.sub(r"\\(.)", lambda one: ESCAPES.get(one[1], one[0]), found["double"], flags=re.DOTALL)
    elif found["mark"]:
        # A `#` begins a comment only behind a space: passwords contain it.
        value = (found["bare"] or "").partition(" #")[0].strip(" \t")
    else:
        return None, False
    return expand(value, lambda name: os.environ.get(name, values.get(name)))


def refuse_unclear(path, found, is_set, has_unset):
    """Throws what the server refuses of its own keys."""
    name = found["key"]
    more = (found["more"] or found["rest"] or "").strip(" \t")
    if is_set:
        raise Failure(f"{path}: {name} is set twice")
    if more and not more.startswith("#"):
        raise Failure(f"{path}: there is more text behind the closing quote of {name}")
    if (found["bare"] or "").startswith("#"):
        raise Failure(f"{path}: {name} begins with #; where that is meant, use single quotes, else leave it empty")
    if has_unset:
        raise Failure(f"{path}: {name} names a variable that is not set; where $ is meant, use single quotes")


def expand(text, look):
    """The text with its variables put in, and whether one without a default is not set; as
    Sources/Server/Configuration/Interpolation.swift does it."""
    expanded, has_unset, index = "", False, 0
    while index < len(text):
        start = index
        index += 1
        if text[start] != "$" or index == len(text):
            expanded += text[start]
            continue
        if text[index] == "$":
            value, is_unset = "$", False
            index += 1
        elif text[index] == "{" and (end := closing(text, index)) is not None:
            value, is_unset = expand_braced(text[index + 1:end], look)
            index = end + 1
        else:
            name = NAME.match(text, index)[0]
            value, is_unset = known(look(name)) if name else ("$", False)
            index += len(name)
        expanded += value
        has_unset |= is_unset
    return expanded, has_unset


def expand_braced(inside, look):
    """The inside of `${…}`."""
    name = NAME.match(inside)[0]
    rest = inside[len(name):]
    value = look(name)
    if rest.startswith(":"):
        rest = rest[1:]
        value = value or None
    if rest.startswith("-"):
        return (value, False) if value is not None else expand(rest[1:], look)
    if rest.startswith("+"):
        return expand(rest[1:], look) if value is not None else ("", False)
    # The text behind `?` is for people.
    return known(value) if rest[:1] in ("?", "") else ("", True)


def known(value):
    return value or "", value is None


def closing(text, index):
    """Where the brace at `index` is closed; None where it is not."""
    depth = 0
    for place in range(index, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place
    return None
