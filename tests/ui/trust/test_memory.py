"""What could show the memory of this process to others: dumps and debuggers (row 40)."""

from __future__ import annotations

import subprocess
import sys

import pytest

from supervision_desktop.ui.platform import linux, macos, windows
from supervision_desktop.ui.platform.system import System, this_system

LOOK = """
import ctypes, resource
from supervision_desktop.ui.platform.system import this_system
resource.setrlimit(resource.RLIMIT_CORE, (4096, resource.getrlimit(resource.RLIMIT_CORE)[1]))
before = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
done = this_system().keep_memory_private()
print(before, done, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.fault(40)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux; the other systems are tried by hand")
def test_no_core_is_dumped_and_no_debugger_of_the_same_user_gets_in():
    said = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True, timeout=60).stdout
    assert said.split() == ["1", "True", "0", "0", "0"]


@pytest.mark.fault(40)
@pytest.mark.parametrize(("name", "room"), [("linux", linux), ("darwin", macos), ("win32", windows)])
def test_every_system_has_its_own_way(name, room):
    assert this_system(name).keep_memory_private is room.keep_memory_private


def test_a_system_that_is_not_known_can_do_nothing():
    assert System().keep_memory_private() is False
