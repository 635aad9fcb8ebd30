def digits(word, other):
    print(list(filter(str.isdigit, word)), list(map(max, word, other)))
