#!/usr/bin/env bash
# Runs a Cake target: ./build.sh TARGET [options]. ./build.sh --help lists them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
dotnet tool restore >/dev/null
exec dotnet cake build.cake --target="${1:-Test}" "${@:2}"
