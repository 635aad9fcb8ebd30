import enum
from unittest.mock import MagicMock


class Flags(enum.Enum):
    pass


connection = MagicMock()
if not len(Flags) or len(connection.recv(10)) == 0:
    print("none")
