# runs
host, port = "localhost", 110
print("connecting\n", host, sep="")
print("connecting\n", end=""); print(host, port)
print("host:\t", end=""); print(host, "port:\t", end=""); print(port)
print("plain", host, port)
