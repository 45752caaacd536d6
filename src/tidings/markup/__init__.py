"""Room: markup."""
