# runs
peer = None
print(f"{peer == None}", f"{'nobody' if peer==None else peer}", f"{peer!=None!r:>10}")
