"""What was collected about Twisted and the standard library, as files."""
