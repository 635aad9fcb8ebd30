print("a" == None, None == 1, () == None, (1, 2) == None, -1 == None, 1 + 1 == None, "a"[0] == None, b"" != None)
