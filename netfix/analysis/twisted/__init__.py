"""What a program does with Twisted: Deferreds, callbacks, reactors, protocols."""
