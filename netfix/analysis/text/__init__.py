"""What the texts of a program are: formatting, messages, quotation, HTML."""
