#!/usr/bin/env bash
# Compiles systemtorch.cpp against the libtorch of this machine into bin/libsystemtorch.so (about 10 s).
# LIBTORCH=/path/to/libtorch names an unpacked zip or a Python package's torch folder (with include/ and lib/);
# without it the system's libtorch (Debian: libtorch-dev) is taken. Does nothing when the library is up to date.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
fail() { echo "systemtorch: $1" >&2; exit 4; }

flags=(-std=c++17 -O1 -fPIC -shared -fvisibility=hidden -s)
libs=(-ltorch_cpu -lc10 -ldl)
if [[ -n "${LIBTORCH:-}" ]]; then
  include="$LIBTORCH/include"
  [[ -f "$include/ATen/core/Tensor.h" ]] || fail "no libtorch headers in $include; LIBTORCH must name a folder with include/ATen and lib/"
  abi=0; grep -q __cxx11 "$LIBTORCH/lib/libc10.so" && abi=1
  flags+=("-I$include" "-I$include/torch/csrc/api/include" "-D_GLIBCXX_USE_CXX11_ABI=$abi" "-L$LIBTORCH/lib" "-Wl,-rpath,$LIBTORCH/lib")
  [[ -f "$LIBTORCH/lib/libtorch_cuda.so" ]] && libs=(-Wl,--no-as-needed -ltorch_cuda -lc10_cuda "${libs[@]}")
else
  include=""
  for folder in /usr/include /usr/local/include; do [[ -f "$folder/ATen/core/Tensor.h" ]] && include="$folder" && break; done
  [[ -n "$include" ]] || fail "libtorch's headers are not installed; install them (Debian: apt-get install libtorch-dev) or set LIBTORCH"
fi
command -v "${CXX:-g++}" >/dev/null || fail "${CXX:-g++} is not installed; install it (Debian: apt-get install g++) and run again"

version="$(cat "$include"/torch/{csrc/api/include/torch,headeronly}/version.h 2>/dev/null |
  awk '$1 == "#define" && $2 ~ /^TORCH_VERSION_(MAJOR|MINOR|PATCH)$/ { printf "%s%s", dot, $3; dot = "." }')" || true
key="$( { cat systemtorch.cpp build.sh; echo "$version $include ${CXX:-g++}"; } | sha256sum | cut -d' ' -f1)"
mkdir -p bin
if [[ -f bin/libsystemtorch.so && "$(cat bin/libsystemtorch.key 2>/dev/null)" == "$key" ]]; then
  echo "systemtorch: up to date (libtorch $version)"
  exit 0
fi
trap 'rm -f "bin/libsystemtorch.so.$$"' EXIT
"${CXX:-g++}" "${flags[@]}" systemtorch.cpp -o "bin/libsystemtorch.so.$$" "${libs[@]}" || fail "systemtorch.cpp did not compile against libtorch $version in $include; the compiler's messages are above"
mv -f "bin/libsystemtorch.so.$$" bin/libsystemtorch.so
echo "$key" > bin/libsystemtorch.key
echo "systemtorch: built for libtorch $version"
