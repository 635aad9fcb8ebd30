# print("a") without print_function
print "a"
print "a", "b"
