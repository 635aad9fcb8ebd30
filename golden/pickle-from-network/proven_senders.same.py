"""A script that proves who sent the pickle before it loads it."""

import hashlib
import hmac
import os
import pickle
import socket

connection = socket.create_connection(("localhost", 7000))
with connection.makefile("rb") as stream:
    sent = stream.read(32)
    body = stream.read()
wanted = hmac.new(os.environb[b"JOB_KEY"], body, hashlib.sha256).digest()
if hmac.compare_digest(sent, wanted):
    print(pickle.loads(body))
