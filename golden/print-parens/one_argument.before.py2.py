# runs
import sys
x = 5
print("a")
print ("b")
print( "c" )
print(("d"))
print("%s" % x)
print("""first
second""")
print([1,
       2])
print("-".join([
    "1", "2"]))
print(x if x else 0)
print(not x)
print(-x)
print(`x`)
print(10L)
print("a"); print("b")
if x: print("in line")
else: print("else")
print("a" if x else"b")
print(x <> 5)
print("a")  # said at last
print(0777)
print(lambda: 0) and 1
print("%s %s" % ("a", `x`))
