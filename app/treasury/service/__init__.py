"""Writing money: bills, attempts, the ledger, receipts and refunds.

Functions that take a session are part of their caller's transaction; the others open their own.
"""
