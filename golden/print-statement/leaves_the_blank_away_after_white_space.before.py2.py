# runs
host, port = "localhost", 110
print "connecting\n", host
print "connecting\n", host, port
print "host:\t", host, "port:\t", port
print "plain", host, port
