# runs
print(["%d" % number for number in [0o777, 0o777, 00, 0, 10, 10, 0xFF, 0Xff, 0o17, 0b11, 0o7]])
print([0, 00, 0000, 0o17, 0b11, 0xFF, 10, 1.5, 1e3, 00.5, 09.5, 010.0, 1e0])
print(["%d" % number for number in [0o777 if 1 else 2, 10 if 1 else 2, 7 .real]])
print([010j, 09j])
