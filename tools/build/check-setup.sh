#!/usr/bin/env bash
# Shows that set-up ends with one clear line where it cannot go on, and mends what an earlier run left half done.
# Usage: tools/build/check-setup.sh (Linux, root for the cases without network; about five minutes; works in a clone under TMPDIR).
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone -q "$root" "$work/clone" && cd "$work/clone" || exit 1
failed=0

# check NAME EXIT-CODE PATTERN COMMAND...
check() {
  local name=$1 code=$2 pattern=$3 output status
  shift 3
  output=$("$@" 2>&1); status=$?
  if [[ $status == "$code" ]] && grep -Eq "$pattern" <<<"$output"; then
    echo "ok      $name"
  else
    echo "FAILED  $name: exit code $status, expected $code and /$pattern/"; sed 's/^/        /' <<<"$output"; failed=1
  fi
}
without() {   # a PATH that lacks one program
  mkdir -p "$work/without-$1"
  for file in /usr/local/bin/* /usr/bin/* /bin/*; do [[ ${file##*/} == "$1" ]] || ln -sf "$file" "$work/without-$1/" 2>/dev/null; done
  echo "$work/without-$1:$(dirname "$(readlink -f "$(command -v dotnet)")")"
}
feed() {      # a nuget.config with one source
  printf '<configuration><packageSources><clear/><add key="only" value="%s"/></packageSources></configuration>\n' "$1" > nuget.config
}
setup=(./build.sh Setup)

check "first run"                         0 '^Setup .* s$'                 "${setup[@]}"
check "second run repeats nothing"        0 '\(kept\)'                     "${setup[@]}"
truncate -s 1000 training/SystemTorch/Native/bin/libsystemtorch.so 2>/dev/null
check "damaged native half is made again" 0 '^Setup .* s$'                 "${setup[@]}"
truncate -s 80 artifacts/setup/setup.json
check "stamp that was cut off"            0 '^Setup .* s$'                 "${setup[@]}"
rm artifacts/setup/setup.json
check "run that was cut off"              0 '^Setup .* s$'                 "${setup[@]}"
check "unknown option"                    2 'no such option'               ./build.sh Setup --bakend system
check "unknown choice"                    2 'expected one of'              ./build.sh Setup --backend pytorch
check "unknown target"                    2 'no such target'               ./build.sh Stup

export NUGET_PACKAGES=$work/packages
mkdir -p "$work/empty" "$NUGET_PACKAGES"
cp -r "${HOME}/.nuget/packages/cake.tool" "$NUGET_PACKAGES/"
feed https://127.0.0.1:9/index.json
check "NuGet out of reach"                4 'NuGet cannot be reached'      "${setup[@]}"
feed "$work/empty"
check "official asked for, not there"     4 'cannot be used: no NuGet'     ./build.sh Setup --backend official
mkdir -p artifacts/setup/onnxruntime && echo junk > artifacts/setup/onnxruntime/onnxruntime-node-1.27.0.tgz
check "archive with another hash"         4 'expected sha512-'             ./build.sh Setup --backend system --ort-backend native
rm artifacts/setup/onnxruntime/*.tgz
if [[ $(id -u) == 0 ]] && unshare -n true 2>/dev/null; then
  check "npm out of reach"                4 'npm could not fetch'          env npm_config_cache="$work/npm" npm_config_fetch_retries=0 unshare -n ./build.sh Setup --backend system --ort-backend native
  chmod -R a+rwX "$work"
  check "compiler missing, not root"      4 'only root may install'        setpriv --reuid=65534 --regid=65534 --clear-groups env HOME="$work" DOTNET_CLI_HOME="$work" PATH="$(without g++)" ./build.sh Setup --backend system
fi
exit $failed
