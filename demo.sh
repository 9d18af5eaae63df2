#!/bin/bash
# Pulls an image from a registry on this host, runs containers of it from beginning to end, and says what each step took.
# It needs no internet once the host is set up: the image is made here of Debian's busybox, and the registry is Debian's.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=eng/common.sh
source eng/common.sh

[ "$(id -u)" -eq 0 ] || { say "demo.sh: running containers needs root here; run it as root, for example: sudo ./demo.sh"; exit 1; }

work="" registry=""

# Whatever happens, nothing stays.
finish() {
    if [ -n "$registry" ]; then
        kill "$registry" 2> /dev/null || true
        wait "$registry" 2> /dev/null || true
    fi
    [ -z "$work" ] || rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# An image with busybox, as docker would build it: an entrypoint, a command, an environment, a user's account.
make_image() {
    local files=$work/files applet
    mkdir -p "$files"/{bin,dev,etc,proc,sys,tmp}
    chmod 1777 "$files/tmp"
    cp /bin/busybox "$files/bin/busybox"
    for applet in sh hostname sleep echo cat; do ln -s busybox "$files/bin/$applet"; done
    echo 'root:x:0:0:root:/:/bin/sh' > "$files/etc/passwd"
    # The program of the container: it greets, and ends with exit code 7 when it is asked to end.
    cat > "$files/bin/greet" <<'SCRIPT'
#!/bin/sh
trap 'exit 7' TERM
echo "$GREETING from $(hostname), I am process $$"
sleep 600 & wait
SCRIPT
    chmod 755 "$files/bin/greet"
    umoci init --layout "$work/layout"
    umoci new --image "$work/layout:1"
    umoci insert --image "$work/layout:1" "$files" /
    umoci config --image "$work/layout:1" --config.entrypoint /bin/greet --config.env GREETING=Hello --config.env PATH=/bin
}

start_registry() {
    local attempt
    cat > "$work/registry.yml" <<REGISTRY
version: 0.1
storage: {filesystem: {rootdirectory: $work/registry}}
http: {addr: "127.0.0.1:0"}
REGISTRY
    docker-registry serve "$work/registry.yml" > "$work/registry.log" 2>&1 < /dev/null &
    registry=$!
    for ((attempt = 0; attempt < 100; attempt++)); do
        address=$(grep -o 'listening on [0-9.:]*' "$work/registry.log" 2> /dev/null | cut -d' ' -f3) && return
        kill -0 "$registry" 2> /dev/null || break
        sleep 0.1
    done
    cat "$work/registry.log"
    say "demo.sh: docker-registry did not start"
    return 1
}

run_setup
for program in docker-registry skopeo umoci; do
    command -v "$program" > /dev/null || { say "demo.sh: $program is not installed; the demo makes its own registry and image with it: apt-get install $program"; exit 1; }
done
quietly build-demo 900 dotnet build samples/Demo -c Release --nologo
[ "$YOUKI_RUNTIME_BINARY" = youki ] || say "no youki was found: this demo runs on $YOUKI_RUNTIME_BINARY"

work=$(mktemp -d /tmp/youki-demo-XXXXXX)
address=""
export work
quietly demo-image 60 bash -c "set -e; $(declare -f make_image); make_image"
start_registry
image=$address/demo/greeter:1
quietly demo-push 60 skopeo --insecure-policy copy --quiet --dest-tls-verify=false "oci:$work/layout:1" "docker://$image"

timeout --foreground --kill-after=30 120 dotnet artifacts/bin/Demo/release/Demo.dll "$image"
