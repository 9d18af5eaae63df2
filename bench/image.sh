#!/bin/bash
# Makes the image that the benchmark pulls, where it is not there yet, and prints the directory of its OCI layout.
#
# It is of real packages: a lower layer with Debian's essential ones, configured, and an upper one with a compiler, its
# sources and libraries, as mmdebstrap unpacks them. About 320 MB by gzip, 950 MB unpacked, 21,000 files. The packages come
# from the host's Debian mirror, so the figures move a little with Debian's updates.
set -euo pipefail
# shellcheck source=eng/common.sh
source "$(dirname "$0")/../eng/common.sh"

readonly packages=golang-1.19-go,golang-1.19-src,gcc-12,libllvm14
readonly cache=$root/artifacts/cache layout=$root/artifacts/cache/bench-image-1

[ ! -d "$layout" ] || { say "$layout"; exit 0; }
for program in mmdebstrap umoci; do
    command -v "$program" > /dev/null || { say "bench/image.sh: $program is not installed" >&2; exit 1; }
done

mkdir -p "$cache"
work=$(mktemp -d "$cache/youki-bench-image-XXXXXX")
trap 'rm -rf "$work"' EXIT
quietly bench-image-base 900 mmdebstrap --quiet --variant=essential bookworm "$work/base.tar" >&2
quietly bench-image-packages 900 mmdebstrap --quiet --variant=extract --include="$packages" bookworm "$work/packages.tar" >&2
make_layout() {
    umoci init --layout "$work/layout"
    umoci new --image "$work/layout:1"
    umoci raw add-layer --image "$work/layout:1" "$work/base.tar"
    umoci raw add-layer --image "$work/layout:1" "$work/packages.tar"
    umoci config --image "$work/layout:1" --config.cmd /bin/sh
    umoci gc --layout "$work/layout"
}
quietly bench-image-layout 900 bash -c "$(declare -f make_layout); work=\$1; set -e; make_layout" bash "$work" >&2
mv "$work/layout" "$layout"
say "$layout"
