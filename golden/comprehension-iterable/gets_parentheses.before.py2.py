# runs
print([port + 8000 for port in 25, 110])
print([port for port in(25), 110, if port > 25])
print([(a, b) for a in 1, 2 for b in 3, 4])
print([call() for call in lambda: 1, lambda: 2])
print([port for port in (25, 110) if lambda: port])
print(list(port for port in (25, 110) if lambda: port))
print([port for port in 25,  # mail
       110])
