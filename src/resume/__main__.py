"""Runs the command, as `resume` and as `python -m resume`."""

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until the command is loaded: no traceback for an early Ctrl-C

from resume.cli.main import main

if __name__ == "__main__":
    main()
