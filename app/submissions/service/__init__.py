"""Writing submissions: drafts, filing, corrections, endings.  State changes in `door.advance`."""
