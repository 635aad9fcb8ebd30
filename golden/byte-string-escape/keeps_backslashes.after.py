# runs
print("C:\\Users\net")
print([len(text) for text in ["\\u0041", "\\N{DASH}", "\\U00000041", "\\u0041", "\\\\u0041", r"\u0041", u"\u0041"]])
print("""a text
with \\unknown escapes""")
print("\101\xff"[:1])
