"""Finding out who files: by the card's signature, at the counter, and whether mail arrives."""
