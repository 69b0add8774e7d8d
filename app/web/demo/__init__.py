"""Pages that exist outside production only."""
