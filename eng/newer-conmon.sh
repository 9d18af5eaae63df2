#!/bin/bash
# Fetches the conmon of Debian's unstable release, with the libraries that it needs, into artifacts/cache/newer-conmon, for the tests that run
# containers under a newer monitor than this host's. Nothing is installed, and the host's package lists stay as they are. Prints the path of a
# program that runs it.
#
#   eng/newer-conmon.sh
#
# Exit code: 0 it is there; 1 it cannot be had here, and a line on standard error says why.
set -euo pipefail
# shellcheck source=eng/common.sh
source "$(dirname "$0")/common.sh"

readonly packages=(conmon libc6 libglib2.0-0t64 libsystemd0 libpcre2-8-0 libatomic1)
readonly target=$root/artifacts/cache/newer-conmon
readonly keyring=/usr/share/keyrings/debian-archive-keyring.gpg

fail() { say "newer-conmon: $*" >&2; exit 1; }

if [ -x "$target/conmon" ]; then say "$target/conmon"; exit 0; fi
for program in apt-get dpkg-deb; do command -v "$program" > /dev/null || fail "this is not Debian"; done
[ -e "$keyring" ] || fail "there is no $keyring"

mkdir -p "$(dirname "$target")"
work=$(mktemp -d "$(dirname "$target")/newer-conmon.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{lists/partial,cache/archives/partial,sources,debs,files}
printf 'Types: deb\nURIs: http://deb.debian.org/debian\nSuites: sid\nComponents: main\nSigned-By: %s\n' "$keyring" > "$work/sources/sid.sources"
options=(-qq -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$work/sources" -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache"
    -o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::Retries=1 -o Acquire::http::Timeout=20)
timeout 180 apt-get "${options[@]}" update > "$work/log" 2>&1 || fail "Debian's unstable release cannot be reached: $(tail -1 "$work/log")"
(cd "$work/debs" && timeout 180 apt-get "${options[@]}" download "${packages[@]}") > "$work/log" 2>&1 || fail "cannot fetch ${packages[*]}: $(tail -1 "$work/log")"
for package in "$work"/debs/*.deb; do dpkg-deb -x "$package" "$work/files"; done

mkdir "$work/new"
find "$work/files/usr/lib" -maxdepth 2 \( -name 'lib*.so.*' -o -name 'ld-linux*.so.*' \) -exec cp -a {} "$work/new/" \;
cp "$work/files/usr/bin/conmon" "$work/new/conmon.program"
loader=$(cd "$work/new" && echo ld-linux*.so.*)
[ -e "$work/new/$loader" ] || fail "libc6 holds no loader"
# The program's own name goes on to be conmon, in ps for instance.
cat > "$work/new/conmon" << EOF
#!/bin/sh
exec "$target/$loader" --library-path "$target" --argv0 "$target/conmon" "$target/conmon.program" "\$@"
EOF
chmod 755 "$work/new/conmon"
rm -rf "$target"
mv -T "$work/new" "$target"
"$target/conmon" --version > "$work/log" 2>&1 || { rm -rf "$target"; fail "it does not run here: $(tail -1 "$work/log")"; }
say "$target/conmon"
