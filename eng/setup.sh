#!/bin/bash
# Prepares a Debian 12 host that has the .NET SDK 10: installs the packages that
# building, testing and running need, and finds youki. May be run again at any
# time; once everything is there it only looks.
#
# youki is taken from the first of these that has version 0.7.0 or later:
#   $YOUKI, PATH, ../shared/youki/youki, an earlier run's download or build,
#   cargo install, the official release archive.
# Where none can be had, the library runs on runc.
#
# The result is artifacts/tools/env.sh: PATH with artifacts/tools/bin in front,
# and YOUKI_RUNTIME_BINARY, the name of the runtime to use.
#
#   eng/setup.sh [--retry]    --retry: try again to get youki where it failed before
#
# Exit code: 0 ready; 3 packages are missing and this is not root (everything
# else was done); 1 something failed.
set -euo pipefail
# shellcheck source=eng/common.sh
source "$(dirname "$0")/common.sh"

readonly youki_version=0.7.0
# gcc, libc6-dev and zlib1g-dev link NativeAOT programs; libseccomp2 is for youki; the others run containers (catatonit: a small init for them).
readonly packages=(runc conmon catatonit busybox-static uidmap libseccomp2 gcc libc6-dev zlib1g-dev ca-certificates)
# For tests, the demo and the benchmark, which say so where one is missing. docker-registry: a registry on 127.0.0.1 to pull from, with
# accounts by htpasswd of apache2-utils; skopeo and umoci, podman: two other implementations to compare with; mmdebstrap: images of real packages.
# apparmor: the parser that loads the default profile, for the virtual machine, whose kernel has AppArmor.
readonly test_packages=(docker-registry apache2-utils skopeo umoci podman mmdebstrap apparmor)

case "${1-}" in
    "") ;;
    --retry) rm -f "$tools/no-youki" ;;
    *) sed -n '2,18s/^# \{0,1\}//p' "$0"; [ "$1" = --help ] && exit 0 || exit 1 ;;
esac

say_error() { say "setup: $*" >&2; }

missing_packages() {
    command -v dpkg-query > /dev/null || { say_error "this is not Debian; see to it that there is: $*"; return 0; }
    dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2> /dev/null | awk -v wanted="$*" '
        $1 == "installed" { there[$2] = 1 }
        END { count = split(wanted, names, " "); for (i = 1; i <= count; i++) if (!(names[i] in there)) print names[i] }'
}

# install_quietly NAME...: services that come with a package are not started; the tests start their own.
install_quietly() {
    local policy=/usr/sbin/policy-rc.d code=0
    if [ -e "$policy" ]; then
        policy=""
    else
        printf '#!/bin/sh\n# Written by eng/setup.sh of Youki.Runtime while it installs packages.\nexit 101\n' > "$policy"
        chmod 755 "$policy"
    fi
    DEBIAN_FRONTEND=noninteractive timeout 900 apt-get -o DPkg::Lock::Timeout=120 \
        install -y -qq --no-install-recommends "$@" || code=$?
    [ -z "$policy" ] || rm -f "$policy"
    case " $* " in *" docker-registry "*)
        if [ -d /run/systemd/system ]; then systemctl disable docker-registry.service || true; fi ;;
    esac
    return "$code"
}

# install_packages NAME...: 0 all there, 3 not root, 1 failed.
install_packages() {
    local missing log=$root/artifacts/log/apt.log
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        say_error "not root, so these are left out; run: apt-get install --no-install-recommends ${missing[*]}"
        return 3
    fi
    mkdir -p "$(dirname "$log")"
    if ! { timeout 300 apt-get -o DPkg::Lock::Timeout=120 update -qq && install_quietly "${missing[@]}"; } > "$log" 2>&1 < /dev/null; then
        tail -5 "$log" >&2
        say_error "apt-get could not install: ${missing[*]}"
        return 1
    fi
    say "setup: installed ${missing[*]}"
}

# Whether a program is a youki that can be used here.
is_youki() {
    local version
    [ -x "$1" ] && [ -f "$1" ] || return 1
    version=$(timeout 10 "$1" --version 2> /dev/null | awk '$1 == "youki" && $2 == "version:" { print $3; exit } $1 == "youki" && NF == 2 { print $2; exit }')
    [ -n "$version" ] && [ "$(printf '%s\n' "$youki_version" "$version" | sort -V | head -1)" = "$youki_version" ]
}

fetch() {
    if command -v curl > /dev/null; then
        curl --proto '=https' --proto-redir '=https' --tlsv1.2 --connect-timeout 10 --max-time 180 -fsSL -o "$2" "$1"
    elif command -v wget > /dev/null; then
        timeout 180 wget -q --tries=1 --timeout=10 --secure-protocol=TLSv1_2 -O "$2" "$1"
    else
        return 1
    fi
}

build_youki() {
    command -v cargo > /dev/null || return 1
    # Without its headers the build cannot link libseccomp; where they cannot be had, cargo says so.
    install_packages libseccomp-dev pkg-config || true
    say "setup: building youki $youki_version with cargo; this takes some minutes"
    CARGO_PROFILE_RELEASE_LTO=true timeout 1800 cargo install youki --quiet --version "$youki_version" --locked \
        --features "v1 v2 systemd seccomp" --root "$tools/cargo" > "$root/artifacts/log/cargo.log" 2>&1 < /dev/null
}

download_youki() {
    local machine url work
    machine=$(uname -m)
    case "$machine" in x86_64|aarch64) ;; *) return 1 ;; esac
    url=https://github.com/youki-dev/youki/releases/download/v$youki_version/youki-$youki_version-$machine-musl.tar.gz
    work=$(mktemp -d)
    if fetch "$url" "$work/youki.tar.gz" 2> /dev/null && tar -xzf "$work/youki.tar.gz" -C "$work" --no-same-owner youki 2> /dev/null &&
        is_youki "$work/youki"; then
        mkdir -p "$tools/release"
        mv "$work/youki" "$tools/release/youki"
    fi
    rm -rf "$work"
    [ -x "$tools/release/youki" ]
}

# Prints the path of the youki to use; what it says goes to stderr.
find_youki() {
    local candidate path_without_tools=":$PATH:"
    path_without_tools=${path_without_tools//":$tools/bin:"/:}
    if [ -n "${YOUKI-}" ]; then
        if is_youki "$YOUKI"; then realpath -s "$YOUKI"; return; fi
        say_error "\$YOUKI is '$YOUKI', which is no youki $youki_version or later"
        return 2
    fi
    for candidate in "$(PATH=$path_without_tools type -P youki || true)" "$root/../shared/youki/youki" \
        "$tools/cargo/bin/youki" "$tools/release/youki"; do
        if [ -n "$candidate" ] && is_youki "$candidate"; then realpath -s "$candidate"; return; fi
    done
    [ ! -e "$tools/no-youki" ] || return 1
    if build_youki >&2 && is_youki "$tools/cargo/bin/youki"; then say "$tools/cargo/bin/youki"; return; fi
    if download_youki >&2; then say "$tools/release/youki"; return; fi
    touch "$tools/no-youki"
    return 1
}

mkdir -p "$tools/bin" "$root/artifacts/log"
result=0
install_packages "${packages[@]}" || result=$?
[ "$result" -ne 1 ] || exit 1
# Where these cannot be had, what needs them says so and is left out.
install_packages "${test_packages[@]}" || true

code=0
youki=$(find_youki) || code=$?
[ "$code" -ne 2 ] || exit 1
if [ "$code" -eq 0 ]; then
    runtime=youki
    [ "$(readlink "$tools/bin/youki" || true)" = "$youki" ] || { ln -sfn "$youki" "$tools/bin/youki"; say "setup: youki is $youki"; }
else
    runtime=runc
    rm -f "$tools/bin/youki"
    say "setup: no youki $youki_version could be had (\$YOUKI, PATH, ../shared/youki, cargo, github.com), so runc is used instead; eng/setup.sh --retry tries again"
fi

cat > "$tools/env.sh.new" <<ENV
# Written by eng/setup.sh.
tools_bin=\$(cd "\$(dirname "\${BASH_SOURCE[0]}")/bin" && pwd)
case ":\$PATH:" in *":\$tools_bin:"*) ;; *) export PATH="\$tools_bin:\$PATH" ;; esac
unset tools_bin
export YOUKI_RUNTIME_BINARY=$runtime
ENV
mv "$tools/env.sh.new" "$tools/env.sh"
exit "$result"
