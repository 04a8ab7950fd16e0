#!/bin/sh
# Installs the Debian packages named in PACKAGES that are missing, and checks that Swift is there.
set -eu

if ! command -v swift >/dev/null 2>&1; then
    echo "swift: not found. Install Swift 6.3 or later (swift.org/install) and run this again." >&2
    exit 2
fi

missing=""
for package in $PACKAGES; do
    status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
    [ "$status" = "install ok installed" ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "Installing Debian packages:$missing"
sudo=""
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "Not root and no sudo. As root, run: apt-get install$missing" >&2
        exit 2
    fi
    echo "This uses sudo for apt-get."
    sudo="sudo"
fi
$sudo apt-get update -qq
# shellcheck disable=SC2086
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
