def connect(ports):
	for port in ports:
		if port > 25:
			print(port,
        "blanks inside brackets")


connect([25, 110])
