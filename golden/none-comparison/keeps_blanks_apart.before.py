# runs
x=None
print(x==None,None==x,x!=None,None!=x,(x)==None,None==(x))
if x==None:print(1)
if(x==None):print(2)
if None==x:print(3)
if(None)==x:print(4)
print(1 if x==None else 0,"x"if x==None else 1)
if not(x!=None):print(5)
print([not x==None], not(x==None), "y"if(not x==None)else 4)
