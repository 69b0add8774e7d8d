"""Calls to other systems that are neither gateways nor identity providers."""
