#!/usr/bin/env bash
# Runs a Cake target: ./build.sh TARGET [options]. ./build.sh Help lists targets and options.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
export CAKE_SETTINGS_ENABLESCRIPTCACHE=true CAKE_PATHS_CACHE=./artifacts/setup/cake

if ! command -v dotnet >/dev/null; then
  echo "dotnet not found: install the .NET 10 SDK (https://dot.net/download) and put it on PATH." >&2
  exit 4
fi

# The tool is restored once per manifest, user and package cache; a restore with nothing to do would cost half a second.
restored=artifacts/setup/tools-restored
packages=${NUGET_PACKAGES:-${HOME:-}/.nuget/packages}
if [[ ! $restored -nt .config/dotnet-tools.json || "$(<"$restored")" != "${DOTNET_CLI_HOME:-${HOME:-}} $packages" || ! -d $packages/cake.tool ]]; then
  mkdir -p artifacts/setup
  if ! log=$(dotnet tool restore 2>&1); then
    echo "Cake cannot be restored: $(grep -m1 -E 'error|NU[0-9]{4}|not' <<<"$log" || tail -n1 <<<"$log") Check network, proxy and 'dotnet nuget list source'." >&2
    exit 4
  fi
  echo "${DOTNET_CLI_HOME:-${HOME:-}} $packages" > "$restored"
fi

target=Test
if [[ $# -gt 0 && $1 != -* ]]; then target=$1; shift; fi
case "${1:-}" in -h|--help) target=Help; shift ;; esac
verbosity=(--verbosity=quiet)
for option in "$@"; do [[ $option == --verbosity* ]] && verbosity=(); done
exec dotnet cake build.cake --target="$target" --no-report "${verbosity[@]}" "$@"
