"""What a process that holds everybody's names does so that its memory reaches no disk."""

import ctypes
import logging
import os
import resource
import signal
import sys
import threading
from pathlib import Path
from types import TracebackType

_MCL_CURRENT, _MCL_FUTURE, _MCL_ONFAULT = 1, 2, 4
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4
_CAP_IPC_LOCK = 14

log = logging.getLogger(__name__)


def keep_off_disks() -> bool:
    """No core dump, no look from outside, no swap. Returns whether the memory can never be swapped.

    Pages are locked as they are first used (MCL_ONFAULT), so that what was only reserved costs nothing. Where the limit
    of locked memory is lower than what the index will need, nothing is locked: allocating would fail later.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    _say_no_values()
    locked = _may_lock() and libc.mlockall(_MCL_CURRENT | _MCL_FUTURE | _MCL_ONFAULT) == 0
    return locked or not _has_swap()


def end_with_parent() -> None:
    """Be told to stop when the process that started this one is gone, however it went."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def _may_lock() -> bool:
    hard = resource.getrlimit(resource.RLIMIT_MEMLOCK)[1]
    if hard == resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_MEMLOCK, (hard, hard))
        return True
    return bool(_capabilities() >> _CAP_IPC_LOCK & 1)


def _capabilities() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("CapEff:"):
            return int(line.split()[1], 16)
    return 0


def _has_swap() -> bool:
    """Whether this machine has anywhere to swap to."""
    try:
        return len(Path("/proc/swaps").read_text(encoding="utf-8").splitlines()) > 1
    except OSError:
        return True


def _say_no_values() -> None:
    """What nobody caught is logged by its class and place: the text of an exception may hold a name."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.critical("nobody caught this", exc_info=(kind, error, trace))

    def caught_in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            caught(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = caught
    threading.excepthook = caught_in_thread
    os.environ.pop("PYTHONFAULTHANDLER", None)
