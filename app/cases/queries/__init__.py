"""What clerks see of cases."""
