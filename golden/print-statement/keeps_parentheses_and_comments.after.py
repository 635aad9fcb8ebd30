# runs
name = "net"
print(("a", "b"))
print(("a"), "b")
print(())
print(("%s reads") % name)
print(("net" "fix").upper())
print (name)
print(name)
print (name if name else
       "nobody")  # a call already
print(("two lines "  # first
       "of %s") % name)  # second
print((1 + 2) * 3)
print((name)[0])
print("a" if name else "b")
print(name == "net", not name)
print("one", \
    "two", \
    "three")  # behind a continued statement
print("no blank")
print()
print() ; print("after a semicolon"); print("and", end=" "); print("another")
if name: print("on one line")
else: print("never")
print(name);  # a lone semicolon
print({1: 2}, [name], (name,))
