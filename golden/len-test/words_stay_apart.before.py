# runs
a=[]
print("x"if len(a)else"y","x"if not len(a)else"y",[1 for _ in"x"if len(a)==0])
if(len(a)==0):print(1)
if not(len(a)):print(2)
if len([1])and not len(a)or len(a):print(3)
while(len(a)<1):a+=[1]
assert(len(a)>0)
if 0<len("a"):print(4)
print(bool(len(a)),not(len(a)>0))
