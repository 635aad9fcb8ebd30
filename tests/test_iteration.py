"""Whether an iterator is as good as a list."""

from __future__ import annotations

import libcst as cst
import pytest

from analysed import Analysed
from netfix.analysis.values.iteration import is_consumed, is_only_iterated, is_undisturbed_loop


def probe_call(analysed: Analysed) -> cst.Call:
    """Give the call of `probe`."""
    (call,) = (
        each
        for each in analysed.tree.of_kind(cst.Call)
        if isinstance(each.func, cst.Name) and each.func.value == "probe"
    )
    return call


@pytest.mark.parametrize(
    "text",
    ["list(probe(x))", "a, b = probe(x)", "f(*probe(x))", "','.join(probe(x))", "sorted(probe(x))", "[*probe(x)]"],
)
def test_some_things_go_through_at_once(text: str) -> None:
    analysed = Analysed(text)
    assert is_consumed(analysed.tree, analysed.scopes, probe_call(analysed))


@pytest.mark.parametrize("text", ["f(probe(x))", "y = probe(x)", "probe(x)[0]", "probe(x)", "path.join(probe(x))"])
def test_others_keep_it(text: str) -> None:
    analysed = Analysed(text)
    assert not is_only_iterated(analysed.tree, analysed.scopes, probe_call(analysed))


@pytest.mark.parametrize(
    ("text", "undisturbed"),
    [
        ("for k in probe(x): print(k)", True),
        ("for k in probe(x): handle(k)", True),
        ("for k in probe(x): del x[k]", False),
        ("for k in probe(x): x[k] = 1", False),
        ("for k in probe(x): x.pop(k)", False),
        ("for k in probe(x): handle(x)", False),
        ("for k in probe(x): yield k", False),
        ("for k in probe(self.x): print(k)", True),
        ("for k in probe(self.x): handle(k)", False),
        ("y = [k for k in probe(x)]", True),
        ("y = [x.pop(k) for k in probe(x)]", False),
    ],
)
def test_a_loop_may_change_what_it_goes_through(text: str, undisturbed: bool) -> None:
    analysed = Analysed(f"def f(x, self):\n    {text}\n")
    call = probe_call(analysed)
    assert is_undisturbed_loop(analysed.tree, analysed.scopes, call, [call.args[0].value]) is undisturbed
