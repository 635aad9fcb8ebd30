# runs
def count(*arguments, **named):
    return len(list(arguments[0])) + len(arguments[1:]) + len(named)


codes = [200, 404]
more = [1, 2]
print(count(code for code in codes if code > 200,))
print(count(code for code in codes, *more))
print(count(code for code in codes, **{"name": 1}))
print(count(code for code in codes))
