# Sourced by scripts/demo and scripts/test: installs Debian packages that are missing, saying so.

# need LOG PACKAGE...: LOG is where apt-get's words go; they are shown only if it fails.
need() {
    log=$1
    shift
    missing=
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    as_root=
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || {
            echo "Debian packages are missing, and there is no sudo to install them. As root:" >&2
            echo "    apt-get install --no-install-recommends$missing" >&2
            exit 1
        }
        as_root=sudo
    fi
    command -v apt-get >/dev/null || {
        echo "packages (Debian's names) are missing, and there is no apt-get to install them:$missing" >&2
        exit 1
    }
    echo "installing Debian packages:$missing"
    if ! { $as_root apt-get update -q && $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends $missing; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        echo "apt-get could not install them (see above)" >&2
        exit 1
    fi
    case "$missing " in *" mosquitto "*)
        # The package starts a broker of its own; ours runs on a free port, so that one can go again.
        if [ -d /run/systemd/system ]; then
            echo "mosquitto was not here before: switching its service off again"
            $as_root systemctl disable --now mosquitto >/dev/null 2>&1 || true
        fi
        ;;
    esac
}

build_packages="gcc libc6-dev cmake ninja-build pkg-config libpaho-mqtt-dev libconfig-dev libcjson-dev \
libssl-dev uthash-dev"
run_packages="mosquitto mosquitto-clients"
test_packages="clang clang-format-14 clang-tidy-14 libclang-rt-14-dev llvm-14 libcmocka-dev libmosquitto-dev openssl \
iproute2 procps git python3"
foreign_packages="nodejs npm" # only where there is no npm: others than Debian pack it with node
