x = [...]
print(dict(a=1, b=(1) == 2))
# the last line \