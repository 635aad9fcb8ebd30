limit = 3  # netfix: ignore[len-tset]  # reported
other = 4  # netfix: ignore[len-test  # reported
third = 5  # netfix: ignroe[len-test]  # reported
fourth = 6  # netfix: disable  # reported
