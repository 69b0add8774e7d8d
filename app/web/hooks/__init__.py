"""Where other systems bring their news."""
