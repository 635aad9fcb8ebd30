print(sum(code for code in [200, 404]))
print(sum((code for code in [200, 404]), 1))
