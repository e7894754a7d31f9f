from pathlib import Path

from django.db import migrations

SCHEMA = Path(__file__).parents[3] / "schema.sql"


class Migration(migrations.Migration):
    operations = [migrations.RunSQL(SCHEMA.read_text(encoding="utf-8"))]
