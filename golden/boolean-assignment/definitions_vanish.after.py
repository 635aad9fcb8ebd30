# runs
try:
    True
except NameError:
    pass
try:
    True
except NameError:
    pass
    pass
if not True: pass
print(True)
