# runs
x = None
print(not x == None, not x != None, not (x == None), not not x == None)
if not x == None:
    print(1)
elif not (x ==
          None):
    print(2)
else:
    print(3)
y = not (
    x
    != None
)
print(y)
while not (z := None) == None:
    break
