def digits(word, other):
    print filter(str.isdigit, word), map(max, word, other)
