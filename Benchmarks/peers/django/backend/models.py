"""The tables of ../schema.sql, which the first migration makes."""
from django.db import models


class User(models.Model):
    telegram_id = models.BigIntegerField(unique=True)
    username = models.TextField(default="")
    first_name = models.TextField(default="")
    last_name = models.TextField(default="")
    language_code = models.TextField(default="")
    is_premium = models.BooleanField(default=False)
    photo_url = models.TextField(default="")
    ai_test_completed = models.BooleanField(default=False)
    recommended_calories = models.IntegerField(null=True)
    recommended_protein = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    recommended_fat = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    recommended_carbs = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "users"

    @property
    def display_name(self):
        name = f"{self.first_name} {self.last_name}".strip()
        return name or (f"@{self.username}" if self.username else f"User {self.telegram_id}")

    @property
    def recommendation(self):
        return {
            "recommended_calories": self.recommended_calories,
            "recommended_protein": self.recommended_protein,
            "recommended_fat": self.recommended_fat,
            "recommended_carbs": self.recommended_carbs,
        }


class Application(models.Model):
    user = models.OneToOneField(User, on_delete=models.CASCADE)
    status = models.TextField(default="new")
    details = models.JSONField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "applications"
