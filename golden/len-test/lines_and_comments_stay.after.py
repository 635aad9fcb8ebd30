# runs
a = []
if not a: print(1)
if not (a
       + a): print(2)
if (a
            or a): print(3)
if not (a + [
    1]): print(4)
y = not (a
            if a
            else a)
if (not a  # nothing sent
        and not a  # nor received
        ): print(5, y)
if (  # twice
    not a
    # nothing
): print(6)
while not a:
    a.append("hello")
