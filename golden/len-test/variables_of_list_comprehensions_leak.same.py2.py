class Packet:
    def __len__(self):
        return 0

    def __nonzero__(self):
        return True


x = ""
[x for x in [Packet()]]
if not len(x):
    print "empty"
