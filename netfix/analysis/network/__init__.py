"""What a program does with sockets, files and processes: where data comes from, and where it goes."""
