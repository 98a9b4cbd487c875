#!/usr/bin/env bash
# Wraps dist/Supervision Desktop.app into a disk image: make_dmg.sh VERSION
set -euo pipefail
version=$1
cd "$(dirname "$0")/../.."
app="dist/Supervision Desktop.app"
image="dist/Supervision-Desktop-$version.dmg"
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

codesign --verify --deep --strict "$app"
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
hdiutil create -volname "Supervision Desktop" -srcfolder "$stage" -format UDZO -fs HFS+ -ov "$image"
if [ -n "${CODESIGN_IDENTITY:-}" ]; then
    codesign --sign "$CODESIGN_IDENTITY" --timestamp "$image"
fi
if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
echo "Made $image"
