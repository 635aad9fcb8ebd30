retries = 1
while retries:
    retries -= 1
while 1 and retries:
    break
while 1 if retries else 0:
    break
while 1 == retries:
    break
while 1.0:
    break
while -1:
    break
while True:
    break
