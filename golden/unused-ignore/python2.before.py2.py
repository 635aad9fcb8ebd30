def show(items, host):
    print "%d items" % len(items)  # netfix: ignore[len-test]
    # netfix: ignore[none-comparison]
    if items == None:
        print "'%s'" % host  # netfix: ignore[quoted-placeholder, while-one]
    return `items`  # netfix: ignore[backtick-repr]
