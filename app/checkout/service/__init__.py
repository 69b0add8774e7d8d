"""Paying for a filing: starting, settling, asking the gateway, the counter, money back."""
