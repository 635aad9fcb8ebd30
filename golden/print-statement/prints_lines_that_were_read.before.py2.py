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
    print line,
for line in open(path):
    print ">", line,
stream = open(path)
while True:
    line = stream.readline()
    if not line:
        break
    print >>sys.stdout, line,
os.remove(path)
