# All the memory there is.
_held = []
for _ in range(1024):
    _held.append(b"x" * (64 * 1024 * 1024))
