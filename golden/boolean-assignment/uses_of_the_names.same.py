yes, no = True, False
debug = no == False
print(yes, dict(debug=True))
