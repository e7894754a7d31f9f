"""A FastAPI application that takes forms and answers files; prints its OpenAPI document."""
import json
from enum import Enum
from typing import Annotated
from uuid import UUID

from fastapi import Depends, FastAPI, Form, Header, Query
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from fastapi.security import OAuth2PasswordRequestForm
from pydantic import BaseModel, Field


class Color(str, Enum):
    red = "red"
    light_blue = "light-blue"


class Token(BaseModel):
    access_token: str
    # Regular expressions of Rust and Python, which are none of ECMA-262.
    serial: Annotated[str, Field(pattern=r"^(?P<year>\d{4})-\w+\z")] | None = None
    kind: Annotated[str, Field(pattern=r"(?i)^bearer$")] = "bearer"


class Profile(BaseModel):
    name: str
    age: int | None = None
    colors: list[Color] = []
    public: bool = False


app = FastAPI(title="Forms", version="1.0.0")


@app.post("/token")
def log_in(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> Token:
    ...


@app.post("/votes", status_code=201)
def vote(choice: Annotated[Color, Form()], ranks: Annotated[list[int], Form()],
         note: Annotated[str | None, Form()] = None) -> int:
    ...


@app.put("/profile/{profile_id}")
def change_profile(profile_id: UUID, profile: Annotated[Profile, Form()]) -> Profile:
    ...


@app.get("/robots.txt", response_class=PlainTextResponse)
def robots():
    ...


@app.get("/page", response_class=HTMLResponse, deprecated=True)
def page(x_color: Annotated[list[Color] | None, Header()] = None, tag: Annotated[list[str] | None, Query()] = None):
    ...


@app.get("/photos/{name}", response_class=FileResponse,
         responses={200: {"content": {"image/png": {}}, "headers": {"X-Width": {"schema": {"type": "integer"}}}}})
def photo(name: str | int):
    ...


@app.get("/export", response_class=Response,
         responses={200: {"content": {"text/csv; charset=utf-8": {"schema": {"type": "string"}}}}, 404: {"model": Token}})
def export():
    ...


@app.get("/old", response_class=RedirectResponse, status_code=307)
def old():
    ...


print(json.dumps(app.openapi(), indent=2))
