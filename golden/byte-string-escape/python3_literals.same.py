print("\u0041", "\N{EM DASH}", b"\x41", r"\u")
