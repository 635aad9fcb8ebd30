# runs
def total(*numbers, **named):
    return sum(numbers) + named.get("more", 0)


print(total(*(1, 2)), total(*[1], **{"more": 5}), total(), (lambda: 7)())
