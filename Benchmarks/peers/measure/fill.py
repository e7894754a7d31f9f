"""Fills users and applications by SQL, whatever types their columns have."""

FIRST_ID = 1_000_000_000_000  # Telegram ids here have thirteen digits, so that every body has the same length.

# Values as SQL. Where a column's type decides, a dictionary by type; "" stands for all others.
USERS = {
    "telegram_id": f"{FIRST_ID} + i",
    "username": "'user' || i",
    "first_name": "'First' || i",
    "last_name": "'Last' || i",
    "language_code": "'en'",
    "is_premium": {"boolean": "i % 5 = 0", "": "CASE WHEN i % 5 = 0 THEN 1 ELSE 0 END"},
    "photo_url": "''",
    "search_text": "'first' || i || ' last' || i || char(10) || '@user' || i",
    "folded_first_name": "'first' || i",
    "folded_last_name": "'last' || i",
    "folded_mention": "chr(10) || '@user' || i",
    "ai_test_completed": {"boolean": "true", "": "1"},
    "recommended_calories": "1800",
    # Grams are hundredths in a whole number, and decimal elsewhere.
    "recommended_protein": {"numeric": "135.00", "text": "'135.00'", "": "13500"},
    "recommended_fat": {"numeric": "50.00", "text": "'50.00'", "": "5000"},
    "recommended_carbs": {"numeric": "202.50", "text": "'202.50'", "": "20250"},
}
# Whole numbers are microseconds since 1970.
TIMES = {
    "timestamp with time zone": "to_timestamp(1760000000 + i)", "text": "datetime(1760000000 + i, 'unixepoch')",
    "": "(1760000000 + i) * CAST(1000000 AS bigint)",
}
DETAILS = (
    '{"age":30,"gender":"male","weight":80.5,"height":180,"target_weight":75,"activity_level":"medium",'
    '"goal":"weight_loss","training_level":"beginner","goals":["endurance"],"timezone":"Europe/Moscow",'
    '"meals_per_day":3}'
)
APPLICATIONS = {
    "status": "CASE i % 3 WHEN 0 THEN 'new' WHEN 1 THEN 'viewed' ELSE 'contacted' END",
    "details": {"jsonb": f"'{DETAILS}'::jsonb", "bytea": f"convert_to('{DETAILS}', 'UTF8')", "": f"'{DETAILS}'"},
}
# Where a user's row holds the application, and where the application has a row of its own.
WITHIN_USERS = {"application_id": "nextval('application_ids')", "application_created_at": TIMES[""], "saved_count": "1"}
BESIDE_USERS = {"user_id": "users.id"}


def fill(database, rows):
    """Writes users and an application each, in the order of their Telegram ids, and brings statistics up to date."""
    series = database.source.format(rows=rows)
    if any(name == "application_id" for name, _, _ in database.columns("users")):
        database.run(insert(database, "users", USERS | APPLICATIONS | WITHIN_USERS, series))
        database.run("SELECT count_applications()")
    else:
        database.run(insert(database, "users", USERS, series))
        database.run(
            insert(database, "applications", APPLICATIONS | BESIDE_USERS,
                   f"(SELECT id, telegram_id - {FIRST_ID} AS i FROM users ORDER BY telegram_id) AS users")
        )
    database.tidy()
    written = database.integer("SELECT count(*) FROM applications JOIN users ON users.id = applications.user_id")
    if written != rows:
        raise RuntimeError(f"fill: {written} applications instead of {rows}")


def insert(database, table, known, source):
    names, values = [], []
    for name, kind, needed in database.columns(table):
        value = known.get(name, TIMES if name in ("created_at", "updated_at") else None)
        if isinstance(value, dict):
            value = value.get(kind, value[""])
        if value is not None:
            names.append(name)
            values.append(value)
        elif needed:
            raise RuntimeError(f"fill: say in fill.py what {table}.{name} ({kind}) holds")
    return f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {source}"
