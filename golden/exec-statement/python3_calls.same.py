space = {}
exec("port = 25", space)
exec("port = 26")
