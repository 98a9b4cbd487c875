#!/usr/bin/env bash
# Wraps dist/Supervision Desktop with its menu entry into an archive: make_tar.sh VERSION
# To install: unpack under /opt, link `supervision-desktop` into /usr/local/bin and copy `share` to /usr/local.
set -euo pipefail
version=$1
id=org.supervisiondesktop.SupervisionDesktop
cd "$(dirname "$0")/../.."
program="dist/Supervision Desktop"
archive="dist/Supervision-Desktop-$version-$(uname -m).tar.gz"

install -D -m 644 "packaging/linux/$id.desktop" "$program/share/applications/$id.desktop"
install -D -m 644 "packaging/linux/$id.metainfo.xml" "$program/share/metainfo/$id.metainfo.xml"
install -D -m 644 build/icons/icon.png "$program/share/icons/hicolor/256x256/apps/$id.png"
tar -czf "$archive" -C dist "Supervision Desktop"
echo "Made $archive"
