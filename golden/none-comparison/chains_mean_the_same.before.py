# runs
a = b = None
print(a == b == None, a == None == b, None == a == b, a is None == b, a == None != 3)
print(a == None in [None], (a == None) in [True])
if a == None == b:
    print("both")
