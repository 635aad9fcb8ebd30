# runs
a = []
if not len(
    a
): print(1)
if len(a
       + a) == 0: print(2)
if not (len(a
            or a) == 0): print(3)
if not (len(a + [
    1]) > 0): print(4)
y = not len(a
            if a
            else a)
if (not len(a)  # nothing sent
        and len(a) == 0  # nor received
        ): print(5, y)
if (  # twice
    len(a) == 0
    # nothing
): print(6)
while len(a) \
        < 1:
    a.append("hello")
