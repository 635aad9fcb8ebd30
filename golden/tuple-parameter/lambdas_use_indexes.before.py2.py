# runs
pairs = [("b", 1), ("a", 2)]
print(sorted(pairs, key=lambda (name, count): -count))
print([(lambda (name, count), factor=2: (count * factor, name.upper(), dict(name=name)))(pair) for pair in pairs])
print([(lambda (a, (b, c)): a + b + c)((1, (2, 3)))])
print([(lambda x, (y, z): lambda (p, q): x + y + z + p + q)(1, (2, 3))((4, 5))])
print([(lambda(a, b):a)(pair) for pair in pairs])
print([(lambda (a): a)(pair) for pair in pairs])
