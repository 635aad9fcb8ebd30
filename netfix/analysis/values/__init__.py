"""What the values of a program are: kinds, origins, classes, what is known of calls."""
