code = 550
print(code != 250, "<>")  # <>
