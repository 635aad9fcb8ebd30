# runs
a=[]
print("x"if a else"y","x"if not a else"y",[1 for _ in"x"if not a])
if not a:print(1)
if not a:print(2)
if [1]and not a or a:print(3)
while not a:a+=[1]
assert a
if "a":print(4)
print(bool(a),not a)
