"""All codemods there are: one import and one line each.

`CODEMODS` is the explicit list, in running order. A codemod that is not in it does not exist.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.codemods.network.any_query import AnyQuery
from netfix.codemods.network.bare_message import BareMessage
from netfix.codemods.network.bind_all import BindAll
from netfix.codemods.network.bind_loopback import BindLoopback
from netfix.codemods.network.charref import Charref
from netfix.codemods.network.half_open import HalfOpen
from netfix.codemods.network.html_tag_soup import HtmlTagSoup
from netfix.codemods.network.http_framing import HttpFraming
from netfix.codemods.network.ignored_send import IgnoredSend
from netfix.codemods.network.message_read_only_on_success import MessageReadOnlyOnSuccess
from netfix.codemods.network.missing_timeout import MissingTimeout
from netfix.codemods.network.pickle_from_network import PickleFromNetwork
from netfix.codemods.network.recv_as_message import RecvAsMessage
from netfix.codemods.network.resource_leak import ResourceLeak
from netfix.codemods.network.sigchld_race import SigchldRace
from netfix.codemods.network.unbounded_gathering import UnboundedGathering
from netfix.codemods.python2.old_style_class import OldStyleClass
from netfix.codemods.python2.print_parens import PrintParens
from netfix.codemods.python3.async_name import AsyncName
from netfix.codemods.python3.backtick_repr import BacktickRepr
from netfix.codemods.python3.boolean_assignment import BooleanAssignment
from netfix.codemods.python3.byte_string_escape import ByteStringEscape
from netfix.codemods.python3.comprehension_iterable import ComprehensionIterable
from netfix.codemods.python3.except_comma import ExceptComma
from netfix.codemods.python3.exec_statement import ExecStatement
from netfix.codemods.python3.generator_argument import GeneratorArgument
from netfix.codemods.python3.integer_literal import IntegerLiteral
from netfix.codemods.python3.late_global import LateGlobal
from netfix.codemods.python3.mixed_string_literals import MixedStringLiterals
from netfix.codemods.python3.mixed_tabs import MixedTabs
from netfix.codemods.python3.not_equal_operator import NotEqualOperator
from netfix.codemods.python3.obscure_syntax import ObscureSyntax
from netfix.codemods.python3.print_statement import PrintStatement
from netfix.codemods.python3.python2_shebang import Python2Shebang
from netfix.codemods.python3.raise_comma import RaiseComma
from netfix.codemods.python3.star_import_in_function import StarImportInFunction
from netfix.codemods.python3.tuple_parameter import TupleParameter
from netfix.codemods.python3.unicode_raw_string import UnicodeRawString
from netfix.codemods.python3_names.dict_methods import DictMethods
from netfix.codemods.python3_names.has_key import HasKey
from netfix.codemods.python3_names.list_results import ListResults
from netfix.codemods.python3_names.moved_modules import MovedModules
from netfix.codemods.python3_names.removed_functions import RemovedFunctions
from netfix.codemods.python3_names.renamed_attributes import RenamedAttributes
from netfix.codemods.python3_names.renamed_builtins import RenamedBuiltins
from netfix.codemods.python3_names.special_methods import SpecialMethods
from netfix.codemods.pythonic.global_state import GlobalState
from netfix.codemods.pythonic.globals_to_state import GlobalsToState
from netfix.codemods.pythonic.len_test import LenTest
from netfix.codemods.pythonic.none_comparison import NoneComparison
from netfix.codemods.pythonic.quoted_placeholder import QuotedPlaceholder
from netfix.codemods.pythonic.shadowing_module import ShadowingModule
from netfix.codemods.pythonic.undefined_name import UndefinedName
from netfix.codemods.pythonic.unused_ignore import UnusedIgnore
from netfix.codemods.pythonic.while_one import WhileOne
from netfix.codemods.twisted.blocking_call import BlockingCall
from netfix.codemods.twisted.callback_without_parameter import CallbackWithoutParameter
from netfix.codemods.twisted.called_callback import CalledCallback
from netfix.codemods.twisted.clean_up_may_raise import CleanUpMayRaise
from netfix.codemods.twisted.clean_up_on_success_only import CleanUpOnSuccessOnly
from netfix.codemods.twisted.connection_lost import ConnectionLost
from netfix.codemods.twisted.consume_errors import ConsumeErrors
from netfix.codemods.twisted.deferred_as_value import DeferredAsValue
from netfix.codemods.twisted.deferred_fired_twice import DeferredFiredTwice
from netfix.codemods.twisted.dropped_deferred import DroppedDeferred
from netfix.codemods.twisted.errback_before_callback import ErrbackBeforeCallback
from netfix.codemods.twisted.errback_beside_callback import ErrbackBesideCallback
from netfix.codemods.twisted.errback_without_trap import ErrbackWithoutTrap
from netfix.codemods.twisted.exit_status import ExitStatus
from netfix.codemods.twisted.factory_deferred import FactoryDeferred
from netfix.codemods.twisted.failure_as_value import FailureAsValue
from netfix.codemods.twisted.forgotten_return import ForgottenReturn
from netfix.codemods.twisted.inline_callbacks_without_yield import InlineCallbacksWithoutYield
from netfix.codemods.twisted.missing_deferred_timeout import MissingDeferredTimeout
from netfix.codemods.twisted.missing_errback import MissingErrback
from netfix.codemods.twisted.missing_yield import MissingYield
from netfix.codemods.twisted.reactor_call_from_thread import ReactorCallFromThread
from netfix.codemods.twisted.reactor_run_again import ReactorRunAgain
from netfix.codemods.twisted.shared_deferred import SharedDeferred
from netfix.codemods.twisted.stop_before_completion import StopBeforeCompletion
from netfix.codemods.twisted.stop_on_success_only import StopOnSuccessOnly
from netfix.codemods.twisted.text_written_to_transport import TextWrittenToTransport
from netfix.codemods.twisted.trap_misses_first_error import TrapMissesFirstError
from netfix.codemods.twisted.try_around_deferred import TryAroundDeferred
from netfix.codemods.twisted.unchecked_results import UncheckedResults
from netfix.codemods.twisted_names.async_functions import AsyncFunctions
from netfix.codemods.twisted_names.compat_functions import CompatFunctions
from netfix.codemods.twisted_names.deferred_generator import DeferredGenerator
from netfix.codemods.twisted_names.get_page import GetPage
from netfix.codemods.twisted_names.gone_members import GoneMembers
from netfix.codemods.twisted_names.implements_call import ImplementsCall
from netfix.codemods.twisted_names.log_to_logger import LogToLogger
from netfix.codemods.twisted_names.moved_names import MovedNames
from netfix.codemods.twisted_names.renamed_methods import RenamedMethods
from netfix.codemods.twisted_names.return_value import ReturnValue
from netfix.codemods.twisted_names.trial_assertions import TrialAssertions
from netfix.engine.codemod import SyntaxCodemod

if TYPE_CHECKING:
    from netfix.engine.codemod import Registered

CODEMODS: tuple[type[Registered], ...] = (
    # python3
    Python2Shebang,
    MixedTabs,
    PrintStatement,
    ExecStatement,
    RaiseComma,
    ExceptComma,
    TupleParameter,
    NotEqualOperator,
    BacktickRepr,
    IntegerLiteral,
    UnicodeRawString,
    ByteStringEscape,
    MixedStringLiterals,
    ComprehensionIterable,
    GeneratorArgument,
    LateGlobal,
    StarImportInFunction,
    BooleanAssignment,
    AsyncName,
    ObscureSyntax,
    # python3-names
    ListResults,
    MovedModules,
    RenamedBuiltins,
    RemovedFunctions,
    RenamedAttributes,
    HasKey,
    DictMethods,
    SpecialMethods,
    # python2
    PrintParens,
    OldStyleClass,
    # pythonic
    WhileOne,
    NoneComparison,
    LenTest,
    QuotedPlaceholder,
    UndefinedName,
    ShadowingModule,
    GlobalState,
    GlobalsToState,
    UnusedIgnore,
    # twisted
    MissingErrback,
    DroppedDeferred,
    ConsumeErrors,
    UncheckedResults,
    StopBeforeCompletion,
    StopOnSuccessOnly,
    ConnectionLost,
    CleanUpMayRaise,
    ErrbackWithoutTrap,
    FailureAsValue,
    ErrbackBeforeCallback,
    ErrbackBesideCallback,
    ForgottenReturn,
    BlockingCall,
    MissingYield,
    InlineCallbacksWithoutYield,
    DeferredFiredTwice,
    TextWrittenToTransport,
    CalledCallback,
    CallbackWithoutParameter,
    ReactorCallFromThread,
    DeferredAsValue,
    TrapMissesFirstError,
    TryAroundDeferred,
    CleanUpOnSuccessOnly,
    SharedDeferred,
    ReactorRunAgain,
    FactoryDeferred,
    MissingDeferredTimeout,
    ExitStatus,
    # twisted-names
    MovedNames,
    RenamedMethods,
    GoneMembers,
    CompatFunctions,
    ImplementsCall,
    DeferredGenerator,
    ReturnValue,
    TrialAssertions,
    AsyncFunctions,
    LogToLogger,
    GetPage,
    # network
    IgnoredSend,
    PickleFromNetwork,
    Charref,
    SigchldRace,
    RecvAsMessage,
    AnyQuery,
    BareMessage,
    BindLoopback,
    BindAll,
    MessageReadOnlyOnSuccess,
    MissingTimeout,
    HttpFraming,
    ResourceLeak,
    HtmlTagSoup,
    HalfOpen,
    UnboundedGathering,
)

#: Those of them which, selected or not, make the view through which a Python 2 file is read.
SYNTAX: tuple[type[SyntaxCodemod], ...] = tuple(codemod for codemod in CODEMODS if issubclass(codemod, SyntaxCodemod))
