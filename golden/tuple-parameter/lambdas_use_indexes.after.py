# runs
pairs = [("b", 1), ("a", 2)]
print(sorted(pairs, key=lambda name_count: -name_count[1]))
print([(lambda name_count, factor=2: (name_count[1] * factor, name_count[0].upper(), dict(name=name_count[0])))(pair) for pair in pairs])
print([(lambda a_b_c: a_b_c[0] + a_b_c[1][0] + a_b_c[1][1])((1, (2, 3)))])
print([(lambda x, y_z: lambda p_q: x + y_z[0] + y_z[1] + p_q[0] + p_q[1])(1, (2, 3))((4, 5))])
print([(lambda a_b:a_b[0])(pair) for pair in pairs])
print([(lambda a: a)(pair) for pair in pairs])
