"""The way in: the window, or a command when one is given.

Nothing, or an option of the window (`--locked` and the like), opens the window. Any other first word belongs to the
command line, which also answers words it does not know.
"""

import gc
import sys

ASKS = ("--version", "--help", "-h")


def wants_command(argv: list[str]) -> bool:
    """Whether these arguments (program name first) are for the command line."""
    return len(argv) > 1 and (argv[1] in ASKS or not argv[1].startswith("-"))


if __name__ == "__main__":
    if wants_command(sys.argv):
        from supervision_desktop.cli import main
    else:
        # Nothing is garbage before the first paint; looking for it costs a twentieth of the start. `app` turns it on again.
        gc.disable()
        import supervision_desktop.ui.binding  # noqa: F401  # before all else that imports Qt
        from supervision_desktop.app import main
    sys.exit(main(sys.argv))
