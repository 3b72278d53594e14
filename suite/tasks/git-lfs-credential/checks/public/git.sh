#!/bin/sh
# Stands for git: keeps what it was asked, and answers what the driver has laid there.
{ printf '%s\n' "$*"; cat; } >"$HOME/asked-$$"
cat "$HOME/answer"
read -r code <"$HOME/code"
exit "$code"
