"""Who asks; accounts, tokens and their log."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from counterclaim.errors import ConfigError
from counterclaim.model.account import Account, TeamRole
from counterclaim.pipeline.accounts import Accounts
from counterclaim.pipeline.accounts.tokens import DAYS
from counterclaim.version import VERSION
from counterclaim.web.api import models
from counterclaim.web.api.answering import answer, etag, must_match, rendered
from counterclaim.web.api.asking import Reader, Reviewing, Size, fits, found
from counterclaim.web.api.words import Word
from counterclaim.web.pages.account import own as own_in_browser
from counterclaim.web.security import Action, Viewer, needs, open_to_all
from counterclaim.web.security.refusals import Refusal

router = APIRouter(tags=["team"])

Name = Annotated[Word, Path(description="An account's name.")]
TokenId = Annotated[str, Path(pattern="^[0-9a-f]{24}$", description="A token's id.")]


class NewAccount(BaseModel):
    """An account to make."""

    model_config = ConfigDict(extra="forbid")

    name: Word = Field(examples=["maria"])
    role: TeamRole = TeamRole.CODER
    password: Annotated[str, Field(max_length=1000, examples=["copper lantern ninety moss"])]


class NewPassword(BaseModel):
    """A password for somebody."""

    model_config = ConfigDict(extra="forbid")

    password: Annotated[str, Field(max_length=1000)]


class OwnPassword(BaseModel):
    """Another password for oneself."""

    model_config = ConfigDict(extra="forbid")

    old: Annotated[str, Field(max_length=1000)]
    new: Annotated[str, Field(max_length=1000)]


class WantedToken(BaseModel):
    """A token to make."""

    model_config = ConfigDict(extra="forbid")

    label: Word = Field(examples=["weekly export"])
    role: TeamRole = Field(default=TeamRole.READER, description="At most one's own.")
    days: Annotated[int, Field(ge=1, le=3650)] = DAYS


class AccountChange(BaseModel):
    """What is to be otherwise; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    role: TeamRole | None = None
    disabled: bool | None = None


@router.get("/health", response_model=models.Health, dependencies=[open_to_all()])
def health(request: Request, desk: Reviewing) -> Response:
    """Say whether server and database answer; for who watches over them."""
    desk.last_change()
    return answer(request, models.Health(status="well", version=VERSION))


@router.get("/me", response_model=models.Me, dependencies=[needs(Action.READ)])
def me(request: Request, desk: Reviewing, viewer: Reader) -> Response:
    """Say who asks and what they may do, with the token that unsafe requests of a browser's session need."""
    body = models.Me(
        name=viewer.name,
        role=str(viewer.role),
        masked=viewer.masked,
        via=viewer.via,
        may=[str(action) for action in Action if viewer.may(action)],
        csrf_token=request.state.csrf_token,
        pending=desk.pending(),
    )
    return answer(request, body)


@router.get("/accounts", response_model=models.Listing[models.AccountShown], dependencies=[needs(Action.PEOPLE)])
def accounts(request: Request) -> Response:
    """List all accounts."""
    found_ = [models.AccountShown.model_validate(account) for account in _accounts(request).all()]
    return answer(request, models.Listing[models.AccountShown](items=found_, total=len(found_)))


@router.post("/accounts", response_model=models.AccountShown, status_code=201, dependencies=[needs(Action.PEOPLE)])
def add_account(request: Request, viewer: Reader, asked: NewAccount) -> Response:
    """Make an account."""
    with fits():
        made = _accounts(request).add(asked.name, asked.role, asked.password, by=viewer.name)
    where = f"/api/v1/accounts/{quote(made.name)}"
    return answer(request, models.AccountShown.model_validate(made), status=201, headers={"Location": where})


@router.get("/accounts/log", response_model=models.Listing[models.AccountEvent], dependencies=[needs(Action.PEOPLE)])
def log(
    request: Request, before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None, limit: Size = 50
) -> Response:
    """List what befell accounts, the latest first; `next` is the `before` of the next page."""
    events = _accounts(request).log(before=before, limit=limit)
    after = str(events[-1].number) if len(events) == limit else ""
    items = [models.AccountEvent.model_validate(event) for event in events]
    return answer(request, models.Listing[models.AccountEvent](items=items, next=after))


@router.get("/accounts/{name}", response_model=models.AccountShown, dependencies=[needs(Action.PEOPLE)])
def account(request: Request, name: Name) -> Response:
    """Show an account. Its ETag goes into the If-Match of a change."""
    with found():
        return answer(request, models.AccountShown.model_validate(_accounts(request).get(name)))


@router.patch("/accounts/{name}", response_model=models.AccountShown, dependencies=[needs(Action.PEOPLE)])
def change_account(request: Request, viewer: Reader, name: Name, asked: AccountChange) -> Response:
    """Change a role, or shut an account out or let it in. With If-Match only if nobody did so since."""
    kept = _accounts(request)
    with found():
        present = kept.get(name)
    must_match(request, etag(rendered(models.AccountShown.model_validate(present))))
    with fits():
        if asked.role is not None and asked.role is not present.role:
            present = kept.set_role(name, asked.role, by=viewer.name)
        if asked.disabled is not None and asked.disabled != (present.disabled is not None):
            present = kept.set_disabled(name, asked.disabled, by=viewer.name)
    return answer(request, models.AccountShown.model_validate(present))


@router.put("/accounts/{name}/password", status_code=204, dependencies=[needs(Action.PEOPLE)])
def new_password(request: Request, viewer: Reader, name: Name, asked: NewPassword) -> Response:
    """Give a new password to who has lost theirs; their sessions end."""
    kept = _accounts(request)
    with found():
        kept.get(name)
    with fits():
        kept.set_password(name, asked.password, by=viewer.name)
    return Response(status_code=204)


@router.delete("/accounts/{name}/sessions", status_code=204, dependencies=[needs(Action.PEOPLE)])
def sign_out(request: Request, name: Name) -> Response:
    """End all sessions of an account."""
    kept = _accounts(request)
    with found():
        kept.sessions.sign_out_everywhere(kept.get(name))
    return Response(status_code=204)


@router.put("/me/password", status_code=204, dependencies=[needs(Action.OWN_ACCOUNT)])
def own_password(request: Request, asked: OwnPassword) -> Response:
    """Change one's own password, in a browser's session; all sessions end, this one too."""
    kept, own = own_in_browser(request)
    address = request.client.host if request.client else ""
    # Passwords tried here count as those tried at the way in.
    request.app.state.limits.sign_in(address, own.id)
    try:
        kept.change_own_password(own, asked.old, asked.new)
    except ConfigError as error:
        request.app.state.limits.sign_in_failed(address, own.id)
        raise Refusal(422, error.message, why="unfit", remedy=error.remedy) from error
    return Response(status_code=204)


@router.post("/tokens", response_model=models.NewToken, status_code=201, dependencies=[needs(Action.OWN_ACCOUNT)])
def make_token(request: Request, asked: WantedToken) -> Response:
    """Make a token, in a browser's session: a token makes no tokens. Its words are told in this answer only."""
    kept, own = own_in_browser(request)
    with fits():
        words, made = kept.tokens.make(own, asked.label, role=asked.role, days=asked.days)
    body = models.NewToken(token=words, shown=models.TokenShown.model_validate(made))
    return answer(request, body, status=201, headers={"Cache-Control": "no-store"})


@router.get("/tokens", response_model=models.Listing[models.TokenShown], dependencies=[needs(Action.OWN_ACCOUNT)])
def tokens(request: Request, viewer: Reader) -> Response:
    """List one's own tokens, without their words."""
    kept, own = _own(request, viewer)
    items = [models.TokenShown.model_validate(token) for token in kept.tokens.of(own)]
    return answer(request, models.Listing[models.TokenShown](items=items, total=len(items)))


@router.delete("/tokens/{token_id}", status_code=204, dependencies=[needs(Action.OWN_ACCOUNT)])
def revoke(request: Request, viewer: Reader, token_id: TokenId) -> Response:
    """Make one of one's own tokens worthless."""
    kept, own = _own(request, viewer)
    with found():
        kept.tokens.revoke(own, token_id)
    return Response(status_code=204)


def _accounts(request: Request) -> Accounts:
    accounts: Accounts | None = request.app.state.accounts
    if accounts is None:
        raise Refusal(404, "there are no accounts on one's own machine", why="no-accounts", remedy="serve a team")
    return accounts


def _own(request: Request, viewer: Viewer) -> tuple[Accounts, Account]:
    kept = _accounts(request)
    try:
        return kept, kept.get(viewer.name)
    except ConfigError as error:
        raise Refusal(404, error.message, why="unknown") from error
