print([port for port in (25, 110)], [x for x in [1, 2]], {p: 1 for p in (1, 2)})
