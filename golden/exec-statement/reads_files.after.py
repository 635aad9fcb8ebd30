# runs
import os
import tempfile

handle, path = tempfile.mkstemp()
os.write(handle, b"port = 25\n")
os.close(handle)
space = {}
exec(open(path).read(), space)
exec(open(path).read())
os.remove(path)
print("%d %d" % (space["port"], port))
