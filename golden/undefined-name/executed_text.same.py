"""What is executed may bind anything."""

settings = "port = 8080"
exec(settings)
print(port)
