"""What the servers of `servers.py` are made of.

`conduct` says how a server behaves and sees to it, `kinds` holds one server of each kind, `mailbox` is what the IMAP
server serves.
"""
