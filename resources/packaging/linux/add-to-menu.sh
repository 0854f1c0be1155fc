#!/bin/sh
# Puts Digits into the desktop's menu, to be started from this folder.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
menu=${XDG_DATA_HOME:-$HOME/.local/share}/applications
mkdir -p "$menu"
sed -e "s|^Exec=.*|Exec=\"$here/digits\"|" -e "s|^Icon=.*|Icon=$here/digits.svg|" \
    "$here/digits.desktop" > "$menu/digits.desktop"
echo "Digits is in the menu now: $menu/digits.desktop"
