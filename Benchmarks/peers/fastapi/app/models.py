from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Int64 = Annotated[int, Field(ge=-(2**63), le=2**63 - 1)]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Name = Annotated[str, Field(max_length=255)]
Status = Literal["new", "viewed", "contacted"]

# An update has at most one of these.
PAYLOADS = frozenset(
    """message edited_message channel_post edited_channel_post business_connection business_message
    edited_business_message deleted_business_messages guest_message message_reaction message_reaction_count
    inline_query chosen_inline_result callback_query shipping_query pre_checkout_query purchased_paid_media poll
    poll_answer my_chat_member chat_member chat_join_request chat_boost removed_chat_boost managed_bot""".split()
)


class Answers(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow")

    age: Annotated[int, Field(ge=10, le=120)] | None = None
    gender: Literal["male", "female"] | None = None
    weight: Annotated[float, Field(ge=20, le=300)] | None = None
    height: Annotated[int, Field(ge=100, le=250)] | None = None
    target_weight: Annotated[float, Field(ge=20, le=300)] | None = None
    activity_level: Literal["minimal", "low", "medium", "high"] | None = None
    goal: Literal["weight_loss", "weight_gain", "maintenance", "fat_loss", "muscle_gain"] | None = None
    training_level: Literal["beginner", "intermediate", "advanced", "home"] | None = None
    goals: list[str] | None = None
    health_restrictions: list[str] | None = None
    current_body_type: Annotated[int, Field(ge=1, le=10)] | None = None
    ideal_body_type: Annotated[int, Field(ge=1, le=10)] | None = None
    timezone: (
        Annotated[str, Field(max_length=100, pattern=r"^[A-Za-z][A-Za-z0-9._+-]*(/[A-Za-z0-9._+-]+)*$")] | None
    ) = None
    diet_type: str | None = None
    meals_per_day: Int64 | None = None
    allergies: list[str] | None = None
    disliked_food: str | None = None
    supplements: str | None = None

    @model_validator(mode="after")
    def target_differs(self) -> Self:
        if self.weight is not None and self.target_weight is not None:
            if abs(Decimal(str(self.weight)) - Decimal(str(self.target_weight))) < Decimal("0.1"):
                raise ValueError("target_weight must differ from weight by at least 0.1")
        return self


class SaveTestRequest(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    telegram_id: Id
    first_name: Name | None = None
    last_name: Name | None = None
    username: Name | None = None
    answers: Answers | None = None


class SaveTestResult(BaseModel):
    status: Literal["success"] = "success"
    user_id: int
    message: str
    created: bool


class LoginRequest(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    initData: str | None = None
    init_data: str | None = None


class Recommendation(BaseModel):
    recommended_calories: int | None
    recommended_protein: Decimal | None
    recommended_fat: Decimal | None
    recommended_carbs: Decimal | None


class User(Recommendation):
    telegram_id: int
    username: str | None
    first_name: str
    last_name: str
    display_name: str
    language_code: str
    is_premium: bool
    ai_test_completed: bool
    created_at: datetime


class Session(BaseModel):
    access: str
    expires_in: int
    token_type: Literal["Bearer"] = "Bearer"
    is_admin: bool
    user: User


class Application(Recommendation):
    id: int
    telegram_id: str
    first_name: str
    last_name: str
    username: str
    photo_url: str
    status: Status
    display_name: str
    ai_test_completed: bool
    details: dict[str, Any] | None = None
    created_at: datetime


class Pagination(BaseModel):
    limit: int
    offset: int
    total: int
    next: str | None = None


class ApplicationsPage(BaseModel):
    items: list[Application]
    pagination: Pagination


class InviteLink(BaseModel):
    link: str


class Update(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow")

    update_id: Annotated[int, Field(ge=0, le=2**63 - 1)]

    @model_validator(mode="after")
    def one_payload(self) -> Self:
        if len(PAYLOADS.intersection(self.model_extra)) > 1:
            raise ValueError("an update has at most one payload")
        return self


class Acknowledgement(BaseModel):
    ok: Literal[True] = True


class Health(BaseModel):
    status: Literal["ok", "unavailable"]
    database: Literal["ok", "unavailable"]
    version: str
    uptime_seconds: int


class Availability(BaseModel):
    status: Literal["ok"] = "ok"
