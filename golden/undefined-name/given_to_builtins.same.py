"""The name is put among the builtins, by its text."""

import builtins

setattr(builtins, "trace_call", print)

traced_call = 0
trace_call(traced_call)
