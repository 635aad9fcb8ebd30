# runs
def total(*numbers, **named):
    return sum(numbers) + named.get("more", 0)


print apply(total, (1, 2)), apply(total, [1], {"more": 5}), apply(total), apply(lambda: 7)
