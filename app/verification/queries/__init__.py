"""Reading checks: for the page that signs, for the page about e-mail, for clerks."""
