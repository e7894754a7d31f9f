"""A FastAPI application as its users write one; prints its OpenAPI document."""
import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Annotated, Any, Generic, Literal, TypeVar, Union
from uuid import UUID

from fastapi import (APIRouter, Body, Depends, FastAPI, Header, HTTPException, Path, Query, Response, Security, status)
from fastapi.responses import HTMLResponse
from fastapi.security import APIKeyHeader, HTTPBearer, OAuth2PasswordBearer
from pydantic import BaseModel, EmailStr, Field, HttpUrl


class Color(str, Enum):
    red = "red"
    light_blue = "light-blue"
    dark_green = "dark green"


class Priority(IntEnum):
    low = 1
    high = 2


class Address(BaseModel):
    street: str
    city: str
    zip_code: str | None = Field(default=None, pattern=r"^\d{5}$")


class Person(BaseModel):
    id: UUID
    full_name: Annotated[str, Field(min_length=1, max_length=200)]
    email: EmailStr | None = None
    homepage: HttpUrl | None = None
    born: date | None = None
    address: Address
    friends: list["Person"] = []
    attributes: dict[str, str] = {}


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int = 9


class Dog(BaseModel):
    kind: Literal["dog"]
    good: bool = True


class ItemBase(BaseModel):
    """What an item has before it is stored."""

    name: str = Field(examples=["Lamp"])
    price: Decimal = Field(gt=0, max_digits=8, decimal_places=2)
    weight: float | None = None
    quantity: int = 0
    color: Color = Color.red
    priority: Priority = Priority.low
    tags: set[str] = set()
    size: tuple[int, int] | None = None
    open_from: time | None = None
    shipping: timedelta | None = None
    extra: dict[str, Any] | None = None
    model_config = {"json_schema_extra": {"x-owner": "warehouse"}}


class ItemIn(ItemBase):
    owner: Person | None = None


class Item(ItemBase):
    id: int
    created_at: datetime
    pet: Annotated[Union[Cat, Dog], Field(discriminator="kind")] | None = None
    location: Union[Address, str] = "nowhere"


T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    items: list[T]
    total: int
    next_cursor: str | None = None


class Message(BaseModel):
    detail: str


app = FastAPI(title="Warehouse", version="2.3.0", description="Items, and **who** has them.",
              servers=[{"url": "https://warehouse.example"}])
bearer = HTTPBearer()
key = APIKeyHeader(name="X-API-Key")
oauth = OAuth2PasswordBearer(tokenUrl="token", scopes={"items:write": "Change items"})
items = APIRouter(prefix="/items", tags=["items"])


@items.get("/", response_model=Page[Item])
def list_items(skip: int = 0, limit: Annotated[int, Query(ge=1, le=100)] = 20, q: str | None = None,
               color: Annotated[list[Color] | None, Query()] = None, priority: Priority | None = None,
               since: datetime | None = None, x_trace: Annotated[str | None, Header()] = None):
    """Lists items, the newest first."""


@items.post("/", status_code=status.HTTP_201_CREATED, responses={409: {"model": Message}})
def create_item(item: ItemIn, token: Annotated[str, Security(oauth, scopes=["items:write"])]) -> Item:
    ...


@items.get("/{item_id}", responses={404: {"model": Message, "description": "There is no such item"}})
def read_item(item_id: Annotated[int, Path(title="The item's number", ge=1)],
              fields: Annotated[list[str], Query()] = []) -> Item:
    ...


@items.put("/{item_id}")
def replace_item(item_id: int, item: ItemIn, importance: Annotated[int, Body(gt=0)],
                 credentials: Annotated[Any, Depends(bearer)]) -> Item:
    ...


@items.delete("/{item_id}", status_code=204)
def delete_item(item_id: int, api_key: Annotated[str, Depends(key)]) -> None:
    ...


@app.get("/people/{person_id}", tags=["people"], deprecated=True)
def read_person(person_id: UUID) -> Person:
    ...


@app.post("/people/bulk", tags=["people"])
def create_people(people: list[Person]) -> dict[str, Person]:
    ...


@app.patch("/people/{person_id}/address", tags=["people"])
def move(person_id: UUID, address: Annotated[Address | None, Body()] = None) -> Union[Person, Message]:
    ...


@app.get("/search/{kind}/{path:path}")
def search(kind: Literal["items", "people"], path: str) -> list[Item | Person]:
    ...


@app.get("/page", response_class=HTMLResponse)
def page() -> str:
    return "<p></p>"


@app.get("/count")
def count() -> int:
    return 0


@app.get("/anything")
def anything():
    return {}


app.include_router(items)
print(json.dumps(app.openapi(), indent=2))
