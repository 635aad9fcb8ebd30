count = 0


def connected():
    global count
    count += 1


connected()
