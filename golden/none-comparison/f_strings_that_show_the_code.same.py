peer = None
print(f"{peer == None=}", f"{(peer == None)=}", f"{not peer == None = }")
