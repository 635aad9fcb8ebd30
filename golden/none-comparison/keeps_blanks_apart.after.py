# runs
x=None
print(x is None,x is None,x is not None,x is not None,(x) is None,(x) is None)
if x is None:print(1)
if(x is None):print(2)
if x is None:print(3)
if x is (None):print(4)
print(1 if x is None else 0,"x"if x is None else 1)
if x is None:print(5)
print([x is not None], x is not None, "y"if(x is not None)else 4)
