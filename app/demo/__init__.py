"""The demonstration municipality 窓口市: invented, complete, and never loaded in production."""
