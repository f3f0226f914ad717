"""Accounts of a team: who may use a ledger, signing in, tokens, and the log of it. The web app never opens a store."""

from counterclaim.pipeline.accounts.accounts import Accounts, open_accounts
from counterclaim.pipeline.accounts.passwords import Passwords

__all__ = ["Accounts", "Passwords", "open_accounts"]
