from typing import Annotated, Literal

from pydantic import field_validator
from pydantic_settings import BaseSettings, NoDecode


class Settings(BaseSettings):
    """Read from the environment, with the names that telegram-backend has."""

    database_url: str
    telegram_bot_token: str
    telegram_bot_api_secret: str
    telegram_webhook_secret: str
    telegram_bot_username: str
    telegram_admins: Annotated[frozenset[int], NoDecode] = frozenset()
    session_secret: str
    session_lifetime: int = 3600
    init_data_max_age: int = 86_400
    init_data_admin_max_age: int = 1_800
    # How many rows a page's `total` is: counted for each page, or PostgreSQL's estimate where nothing is filtered.
    applications_total: Literal["count", "estimate"] = "count"

    @field_validator("telegram_admins", mode="before")
    @classmethod
    def split_admins(cls, value):
        return [item for item in value.split(",") if item] if isinstance(value, str) else value


settings = Settings()
