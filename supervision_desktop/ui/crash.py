"""What is left of an unexpected fault: a note of where in the code it was, never what a record says."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

from supervision_desktop.errors import SupervisionError

if TYPE_CHECKING:
    from supervision_desktop.formats import Clock

LARGEST = 200_000
"""Bytes of the crash log after which it begins anew."""


def trace_of(fault: BaseException) -> str:
    """Kinds of fault and places in the code. No message, no values: either could quote a record."""
    lines: list[str] = []
    cause: BaseException | None = fault
    while cause is not None:
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lines += _places(cause.__traceback__)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines)


def note(log: Path, fault: BaseException, clock: Clock, version: str) -> Path | None:
    """Write the trace to the crash log and return where; None for a fault that explains itself, or a full disk."""
    if isinstance(fault, SupervisionError):
        return None
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        mode = "a" if log.exists() and log.stat().st_size < LARGEST else "w"
        with log.open(mode, encoding="utf-8") as file:
            file.write(f"{clock():%Y-%m-%dT%H:%M:%SZ} version {version} Python {sys.version.split()[0]} {sys.platform}\n")
            file.write(f"{trace_of(fault)}\n\n")
    except OSError:
        return None
    return log


def hook(show: Callable[[BaseException], object]) -> Callable[..., None]:
    """An excepthook that shows a fault once at a time and lets Ctrl+C through."""
    showing: list[BaseException] = []

    def excepthook(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
        elif not showing:
            showing.append(fault)
            try:
                show(fault)
            finally:
                showing.clear()

    return excepthook


def _places(trace: TracebackType | None) -> list[str]:
    found = []
    while trace is not None:
        frame: FrameType = trace.tb_frame
        name = Path(frame.f_code.co_filename)
        found.append(f"  {'/'.join(name.parts[-3:])}:{trace.tb_lineno} in {frame.f_code.co_name}")
        trace = trace.tb_next
    return found
