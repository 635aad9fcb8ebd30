# runs
print(["%d" % number for number in [0777, 0777L, 00L, 0L, 10L, 10l, 0xFFL, 0XffL, 0o17L, 0b11L, 07]])
print([0, 00, 0000, 0o17, 0b11, 0xFF, 10, 1.5, 1e3, 00.5, 09.5, 010.0, 1e0])
print(["%d" % number for number in [0777if 1 else 2, 10Lif 1 else 2, 7L.real]])
print([010j, 09j])
