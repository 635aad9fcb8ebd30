# runs
print((lambda (a, b): [a for a in range(b)])((1, 2)))
print((lambda (a, b): (lambda a: a + b)(3))((1, 2)))
print((lambda (a, b), c: sum(a for a in (b, c)))((1, 2), 3))
