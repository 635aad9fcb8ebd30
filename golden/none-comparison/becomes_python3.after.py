# runs
import sys

reply = None
if reply is not None:
    print("reply")
elif reply is None:
    print("none", reply is None, file=sys.stdout)
try:
    raise ValueError("none")
except ValueError as error:
    print(error, error is not None)
