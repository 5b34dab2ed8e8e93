#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Installs the Debian packages that Brine is built and tested with.
#
#   cmake/install-dependencies.sh [build|test|lint]
#
# build (the default): compiler, tools and libraries. test: these and what the tests run.
# lint: these and clang-tidy. Needs root or sudo only when something is missing.
set -euo pipefail

build_packages=(
    g++ cmake ninja-build ccache pkg-config
    libboost-dev libboost-filesystem-dev libboost-system-dev
    libspdlog-dev libfmt-dev nlohmann-json3-dev libyaml-cpp-dev libmsgpack-cxx-dev
    libcli11-dev libssl-dev libpcre2-dev libsqlite3-dev libcurl4-openssl-dev libarchive-dev
    libbz2-dev
)
test_packages=(
    catch2 python3 python3-yaml
    clang libclang-rt-14-dev clang-format # a second compiler, libFuzzer, the format check
    mmdebstrap                            # small Debian systems to try packages in
)
lint_packages=(clang-tidy)

usage() {
    sed -n '5,9s/^# \{0,1\}//p' "$0"
}

die() {
    printf 'install-dependencies.sh: %s\n' "$1" >&2
    exit 1
}

# The packages among the arguments that are not installed, one per line.
missing_of() {
    local installed
    # dpkg-query fails when it has never heard of one of them; what it prints is right even so.
    installed=" $(dpkg-query -W -f='${db:Status-Status}:${Package} ' "$@" 2>/dev/null || true) "
    local package
    for package in "$@"; do
        [[ $installed == *" installed:$package "* ]] || printf '%s\n' "$package"
    done
}

# Runs a command as root.
as_root() {
    if [[ $EUID -eq 0 ]]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "only root can install packages; become root, install sudo, or run: apt-get install ${missing[*]}"
    fi
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

packages=("${build_packages[@]}")
case ${1:-build} in
    build) ;;
    test) packages+=("${test_packages[@]}") ;;
    lint) packages+=("${test_packages[@]}" "${lint_packages[@]}") ;;
    -h | --help)
        usage
        exit 0
        ;;
    *)
        usage >&2
        exit 64
        ;;
esac

if ! { command -v apt-get && command -v dpkg-query; } >/dev/null; then
    die "this is no Debian system; install by other means: ${packages[*]}"
fi

mapfile -t missing < <(missing_of "${packages[@]}")
[[ ${#missing[@]} -gt 0 ]] || exit 0

printf 'Installing %s\n' "${missing[*]}"
apt_get update || die "apt-get update failed; the lines above say why (network? /etc/apt/sources.list?)"
apt_get install -y --no-install-recommends "${missing[@]}" ||
    die "apt-get could not install: ${missing[*]}; the lines above say why"
mapfile -t missing < <(missing_of "${missing[@]}")
[[ ${#missing[@]} -eq 0 ]] || die "apt-get ended well, but these are not installed: ${missing[*]}"
