# runs
print((lambda a_b: (lambda a, b: [a for a in range(b)])(a_b[0], a_b[1]))((1, 2)))
print((lambda a_b: (lambda a, b: (lambda a: a + b)(3))(a_b[0], a_b[1]))((1, 2)))
print((lambda a_b, c: (lambda a, b: sum(a for a in (b, c)))(a_b[0], a_b[1]))((1, 2), 3))
