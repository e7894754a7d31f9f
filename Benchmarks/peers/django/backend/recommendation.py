from decimal import ROUND_HALF_UP, Decimal

ACTIVITY = {"minimal": Decimal("1.2"), "low": Decimal("1.375"), "medium": Decimal("1.55"), "high": Decimal("1.725")}
GOAL = {
    "weight_loss": Decimal("0.8"),
    "fat_loss": Decimal("0.8"),
    "maintenance": Decimal(1),
    "weight_gain": Decimal("1.2"),
    "muscle_gain": Decimal("1.2"),
}
NEEDED = {"age", "gender", "weight", "height", "activity_level", "goal"}
PLACES = Decimal("0.01")


def recommend(answers):
    """Calories, protein, fat and carbohydrates by Mifflin and St Jeor; nothing while an answer is missing."""
    if not NEEDED.issubset(answers):
        return None, None, None, None
    rate = 10 * Decimal(str(answers["weight"])) + Decimal("6.25") * answers["height"] - 5 * answers["age"]
    rate += 5 if answers["gender"] == "male" else -161
    calories = int(rate * ACTIVITY[answers["activity_level"]] * GOAL[answers["goal"]])

    def grams(share, kilocalories):
        return (calories * Decimal(share) / kilocalories).quantize(PLACES, ROUND_HALF_UP)

    return calories, grams("0.30", 4), grams("0.25", 9), grams("0.45", 4)
