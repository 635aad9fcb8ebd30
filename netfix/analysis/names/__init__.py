"""What the names of a program mean, here and in the other files of a run."""
