# runs
peer = None
print(f"{peer is None}", f"{'nobody' if peer is None else peer}", f"{peer is not None!r:>10}")
