"""Names that other files may use are reported, and the file stays Python 2."""


class Pool(object):
    def async(self, await=None):
        return await


def submit(work, async=True):
    return work, async


submit(1, async=False)
