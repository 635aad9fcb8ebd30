limit = 3  # noqa
other = 4  # noqa: E711
text = "# netfix: ignore[len-test]"
more = """
# netfix: ignore-file
"""
# netfix: see the manual
# The comment for it is "netfix: ignore".
