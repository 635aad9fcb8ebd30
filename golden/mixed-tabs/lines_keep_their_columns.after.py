# runs
def connect(ports):
        # by blanks
        for port in ports:
            if port > 25:
                print(port)  # by tabs
            else:
                print("""
	a tab in a text""")
        print([ports,
	ports])
        return 1


def untouched():
	return 2


connect([25, 110])
print(untouched())
