"""The test card site: a site of its own that plays the card reader.  Never in production."""
