def show(items, host):
    print "%d items" % len(items)
    # netfix: ignore[none-comparison]
    if items == None:
        print "'%s'" % host  # netfix: ignore[quoted-placeholder]
    return `items`  # netfix: ignore[backtick-repr]
