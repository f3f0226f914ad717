"""The verbs about who may use a shared ledger: accounts add, list, role, disable, enable, password, token, log."""

from __future__ import annotations

import getpass
import sys
from datetime import datetime
from typing import Annotated

import typer

from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import print_json, print_line
from counterclaim.errors import ConfigError
from counterclaim.model.account import ApiToken, TeamRole
from counterclaim.pipeline.accounts import Accounts, open_accounts
from counterclaim.settings import ledger_path

accounts_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The account's name; judgements carry it.")]


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.add_typer(
        accounts_app,
        name="accounts",
        help="Who may use a shared ledger: make accounts (the first admin here), change roles and passwords, make "
        "tokens for programs. Passwords are asked for, or read from standard input; never an option.",
    )


@accounts_app.command(epilog="Example: counterclaim accounts add maria --role adjudicator")
def add(
    name: Name,
    role: Annotated[TeamRole, typer.Option(help="What the account is for.")] = TeamRole.CODER,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Make an account; its password is asked for."""
    with _open(ledger) as accounts:
        account = accounts.add(name, role, ask_password())
    if json:
        print_json({"name": account.name, "role": str(account.role)})
    elif not quiet:
        print_line(f"{account.name} is {account.role}")


@accounts_app.command("list", epilog="Example: counterclaim accounts list --json")
def list_all(ledger: LedgerOption = None, quiet: QuietOption = False, json: JsonOption = False) -> None:
    """List the accounts with their roles."""
    with _open(ledger) as accounts:
        found = accounts.all()
    if json:
        rows = [{"name": a.name, "role": str(a.role), "created": a.created, "disabled": a.disabled} for a in found]
        print_json(rows)
        return
    for account in found:
        print_line(f"{account.name}  {account.role}{'  (disabled)' if account.disabled else ''}")
    if not found and not quiet:
        print_line("no accounts yet: make the first with `counterclaim accounts add NAME --role admin`")


@accounts_app.command(epilog="Example: counterclaim accounts role maria admin")
def role(
    name: Name,
    role: Annotated[TeamRole, typer.Argument(help="What the account is for from now on.")],
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Give an account another role."""
    with _open(ledger) as accounts:
        account = accounts.set_role(name, role)
    if json:
        print_json({"name": account.name, "role": str(account.role)})
    elif not quiet:
        print_line(f"{account.name} is {account.role}")


@accounts_app.command(epilog="Example: counterclaim accounts disable maria")
def disable(name: Name, ledger: LedgerOption = None, quiet: QuietOption = False, json: JsonOption = False) -> None:
    """Shut an account out: its sessions end and its tokens stop. Its judgements stay."""
    _disabled(name, True, ledger, quiet, json)


@accounts_app.command(epilog="Example: counterclaim accounts enable maria")
def enable(name: Name, ledger: LedgerOption = None, quiet: QuietOption = False, json: JsonOption = False) -> None:
    """Let a disabled account in again."""
    _disabled(name, False, ledger, quiet, json)


@accounts_app.command(epilog="Example: counterclaim accounts password maria")
def password(name: Name, ledger: LedgerOption = None, quiet: QuietOption = False, json: JsonOption = False) -> None:
    """Give an account another password; all its sessions end."""
    with _open(ledger) as accounts:
        account = accounts.get(name)
        accounts.set_password(name, ask_password())
    if json:
        print_json({"name": account.name})
    elif not quiet:
        print_line(f"{account.name} has a new password and is signed out everywhere")


@accounts_app.command(epilog="Example: counterclaim accounts token maria --label export --role reader --days 30")
def token(
    name: Name,
    label: Annotated[str, typer.Option(help="What will use the token.")] = "",
    role: Annotated[
        TeamRole | None, typer.Option(help="What the token may do; at most, and if not given, what the account may.")
    ] = None,
    days: Annotated[int, typer.Option(help="For how many days it holds.")] = 90,
    revoke: Annotated[str, typer.Option(metavar="ID", help="Make this token of the account worthless instead.")] = "",
    show: Annotated[bool, typer.Option("--list", help="List the account's tokens instead.")] = False,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Make a token for the HTTP API and print it once; or list or revoke the account's tokens."""
    with _open(ledger) as accounts:
        account = accounts.get(name)
        if show:
            _tell_tokens(accounts.tokens.of(account), json)
        elif revoke:
            accounts.tokens.revoke(account, revoke, by="command line")
            if not quiet:
                print_line(f"{revoke} is worthless now")
        else:
            if not label:
                raise ConfigError("the token has no label", remedy="say what will use it, with --label")
            text, made = accounts.tokens.make(account, label, role=role, days=days, by="command line")
            if json:
                print_json({"token": text, **_token(made)})
            else:
                print_line(text)
                if not quiet:
                    print_line(f"holds until {made.expires:%Y-%m-%d} as {made.role}; it is not shown again")


@accounts_app.command(epilog="Example: counterclaim accounts log --limit 20")
def log(
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many lines, newest first.")] = 50,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Show what befell accounts: who signed in, was refused, or changed what."""
    with _open(ledger) as accounts:
        events = accounts.log(limit=limit)
    if json:
        fields = ("number", "at", "kind", "by", "about", "address", "note")
        print_json([{name: getattr(event, name) for name in fields} for event in events])
        return
    for event in events:
        parts = (f"{event.at:%Y-%m-%d %H:%M}", event.kind, event.about or "-", f"by {event.by or '-'}")
        print_line("  ".join(part for part in (*parts, event.address, event.note) if part))


def ask_password() -> str:
    """A new password: asked for twice at a terminal, else one line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != first:
        raise ConfigError("the two passwords differ", remedy="try again")
    return first


def _open(ledger: object) -> Accounts:
    return open_accounts(ledger_path(str(ledger) if ledger else None))


def _disabled(name: str, disabled: bool, ledger: object, quiet: bool, json: bool) -> None:
    with _open(ledger) as accounts:
        account = accounts.set_disabled(name, disabled)
    if json:
        print_json({"name": account.name, "disabled": account.disabled})
    elif not quiet:
        print_line(f"{account.name} is {'shut out' if disabled else 'let in again'}")


def _tell_tokens(tokens: list[ApiToken], json: bool) -> None:
    if json:
        print_json([_token(token) for token in tokens])
        return
    for token in tokens:
        state = "revoked" if token.revoked else f"until {token.expires:%Y-%m-%d}"
        used = f"last used {token.used:%Y-%m-%d %H:%M}" if token.used else "never used"
        print_line(f"{token.id}  {token.name}  {token.role}  {state}  {used}")


def _token(token: ApiToken) -> dict[str, str | datetime | None]:
    return {
        "id": token.id,
        "name": token.name,
        "role": str(token.role),
        "created": token.created,
        "expires": token.expires,
        "revoked": token.revoked,
        "used": token.used,
    }
