class One:
    pass


print One
