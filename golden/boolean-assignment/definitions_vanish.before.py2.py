# runs
try:
    True
except NameError:
    True, False = 1, 0
try:
    True
except NameError:
    True = 1 == 1
    False = not True
if not True: False = True = (0)
print(True)
