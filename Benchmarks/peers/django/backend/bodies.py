"""What a body may hold. Each check adds to a list of violations."""
import json
import re
from decimal import Decimal

from .problems import breaks_contract, malformed

INT64 = (-(2**63), 2**63 - 1)
TIMEZONE = re.compile(r"[A-Za-z][A-Za-z0-9._+-]*(/[A-Za-z0-9._+-]+)*")

# An update has at most one of these.
PAYLOADS = frozenset(
    """message edited_message channel_post edited_channel_post business_connection business_message
    edited_business_message deleted_business_messages guest_message message_reaction message_reaction_count
    inline_query chosen_inline_result callback_query shipping_query pre_checkout_query purchased_paid_media poll
    poll_answer my_chat_member chat_member chat_join_request chat_boost removed_chat_boost managed_bot""".split()
)


def parse(body):
    try:
        value = json.loads(body)
    except ValueError:
        raise malformed() from None
    if not isinstance(value, dict):
        raise breaks_contract([violation("", "type", "is no object")])
    return value


def violation(pointer, keyword, message):
    return {"in": "body", "pointer": pointer, "keyword": keyword, "message": message}


def whole(lowest, highest):
    def check(value):
        if type(value) is not int:
            return "type", "is no whole number"
        return None if lowest <= value <= highest else ("minimum", f"is not from {lowest} to {highest}")

    return check


def number(lowest, highest):
    def check(value):
        if type(value) not in (int, float):
            return "type", "is no number"
        return None if lowest <= value <= highest else ("minimum", f"is not from {lowest} to {highest}")

    return check


def text(longest=None, pattern=None):
    def check(value):
        if type(value) is not str:
            return "type", "is no text"
        if longest is not None and len(value) > longest:
            return "maxLength", f"has more than {longest} characters"
        return None if pattern is None or pattern.fullmatch(value) else ("pattern", "does not match")

    return check


def one_of(*known):
    return lambda value: None if value in known else ("enum", f"is none of {', '.join(known)}")


def texts(value):
    whole_list = type(value) is list and all(type(item) is str for item in value)
    return None if whole_list else ("type", "is no list of texts")


NAME = text(255)
SAVE_TEST = {"telegram_id": whole(1, INT64[1]), "first_name": NAME, "last_name": NAME, "username": NAME}
ANSWERS = {
    "age": whole(10, 120),
    "gender": one_of("male", "female"),
    "weight": number(20, 300),
    "height": whole(100, 250),
    "target_weight": number(20, 300),
    "activity_level": one_of("minimal", "low", "medium", "high"),
    "goal": one_of("weight_loss", "weight_gain", "maintenance", "fat_loss", "muscle_gain"),
    "training_level": one_of("beginner", "intermediate", "advanced", "home"),
    "goals": texts,
    "health_restrictions": texts,
    "current_body_type": whole(1, 10),
    "ideal_body_type": whole(1, 10),
    "timezone": text(100, TIMEZONE),
    "diet_type": text(),
    "meals_per_day": whole(*INT64),
    "allergies": texts,
    "disliked_food": text(),
    "supplements": text(),
}
LOGIN = {"initData": text(), "init_data": text()}


def check(value, rules, where, *, closed):
    found = []
    for name, member in value.items():
        if (rule := rules.get(name)) is not None:
            if (broken := rule(member)) is not None:
                found.append(violation(f"{where}/{name}", *broken))
        elif closed:
            found.append(violation(f"{where}/{name}", "additionalProperties", "is unknown"))
    return found


def read_save_test(body):
    request = parse(body)
    answers = request.pop("answers", None)
    if answers is None:
        answers = {}
    violations = check(request, SAVE_TEST, "", closed=True)
    if "telegram_id" not in request:
        violations.append(violation("", "required", "telegram_id is missing"))
    if not isinstance(answers, dict):
        violations.append(violation("/answers", "type", "is no object"))
    else:
        violations += check(answers, ANSWERS, "/answers", closed=False)
    if not violations and "weight" in answers and "target_weight" in answers:
        if abs(Decimal(str(answers["weight"])) - Decimal(str(answers["target_weight"]))) < Decimal("0.1"):
            violations.append(violation("/answers/target_weight", "difference", "differs from weight by less than 0.1"))
    if violations:
        raise breaks_contract(violations)
    return request, answers


def read_login(body):
    request = parse(body)
    if (violations := check(request, LOGIN, "", closed=True)):
        raise breaks_contract(violations)
    return request.get("initData") or request.get("init_data")


def read_update(body):
    """The id of an update, whose payload is read when it is processed."""
    update = parse(body)
    broken = whole(0, INT64[1])(update.get("update_id"))
    violations = [violation("/update_id", *broken)] if broken else []
    if len(PAYLOADS.intersection(update)) > 1:
        violations.append(violation("", "oneOf", "an update has at most one payload"))
    if violations:
        raise breaks_contract(violations)
    return update["update_id"]
