# runs
x = None
print(x is not None, x is None, x is not None, not x is not None)
if x is not None:
    print(1)
elif (x is not
          None):
    print(2)
else:
    print(3)
y = (
    x
    is None
)
print(y)
while (z := None) is not None:
    break
