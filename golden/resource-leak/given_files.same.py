"""What GzipFile is given is not its to close, and holds no file where it lives in memory."""

import gzip
import io


def unpacked(data):
    packed = gzip.GzipFile("", "rb", 9, io.BytesIO(data))
    return packed.read()


def unpacked_by_name(data):
    packed = gzip.GzipFile(fileobj=io.BytesIO(data))
    return packed.read()
