# runs
from functools import reduce
for attempt in range(2):
    print(attempt)
value = str("text")
print(isinstance(value, str), isinstance(3, (int, float)), isinstance(3, int), chr(65))
print(reduce(max, [1, 3, 2]), int("12"), isinstance(value, str))
try:
    raise Exception("no")
except Exception as error:
    print(error)
