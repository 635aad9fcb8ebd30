# runs
import os
import tempfile

handle, path = tempfile.mkstemp()
os.write(handle, b"port = 25\n")
os.close(handle)
space = {}
exec open(path) in space
exec open(path)
os.remove(path)
print("%d %d" % (space["port"], port))
