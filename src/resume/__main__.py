"""Runs the command as `python -m resume`."""

from resume.cli import main

main()
