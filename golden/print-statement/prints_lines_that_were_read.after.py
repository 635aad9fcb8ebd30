# runs
import os
import sys
import tempfile

handle, path = tempfile.mkstemp()
os.write(handle, b"one\n\ntwo\n")
os.close(handle)
source = open(path)
lines = source.readlines()
source.close()
for line in lines:
    print(line, end="")
for line in open(path):
    print(">", line, end="")
stream = open(path)
while True:
    line = stream.readline()
    if not line:
        break
    print(line, end="", file=sys.stdout)
os.remove(path)
