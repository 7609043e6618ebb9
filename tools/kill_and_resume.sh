#!/usr/bin/env bash
# Kills a training (kill -9) at ten different moments, data workers running, resumes each, and compares every checkpoint file with the
# run that was left alone, byte by byte. Usage: tools/kill_and_resume.sh [SEGTRAIN] [STEPS]
# The moments are spread over the time that the undisturbed run trained, so they fall into steps, validations and checkpoint writes alike.
set -euo pipefail
segtrain="$(realpath "${1:-artifacts/bin/segtrain}")"
steps="${2:-200}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
train=(run full --dataset acdc --data data --preset smoke --seed 5 --cache cache --set "steps=$steps" --set epoch-steps=5 --set validate_every=4 --set workers=3)

"$segtrain" phantom acdc -o data --patients 6 --seed 3
"$segtrain" "${train[@]}" -o warm --set steps=5 >/dev/null   # fills the cache, so that every run below starts alike
start() { "$segtrain" "${train[@]}" -o "$1" >/dev/null & pid=$!; until [[ -f "$1/config.json" ]]; do sleep 0.01; done; }
start whole
begin=$(date +%s.%N)
wait "$pid"
seconds=$(awk "BEGIN { print $(date +%s.%N) - $begin }")
echo "undisturbed run: $steps steps in $seconds s"
sums() { (cd "$1/checkpoints" && find . -name '*.safetensors' -print0 | sort -z | xargs -0 sha256sum); }
expected="$(sums whole)"

failed=0
for moment in 1 2 3 4 5 6 7 8 9 10; do
  run="killed$moment"
  start "$run" 2>/dev/null
  sleep "$(awk "BEGIN { print $seconds * ($moment - 0.5) / 12 }")"
  # The launcher is replaced by the program (exec), so this is the training process itself.
  kill -9 "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
  at="$(find "$run/checkpoints" -maxdepth 1 -name 'step-*' 2>/dev/null | sort | tail -1 || true)"
  [[ -f "$run/result.json" ]] && echo "moment $moment: had ended already"
  "$segtrain" resume "$run" --cache cache >/dev/null
  if [[ "$(sums "$run")" == "$expected" ]]; then
    echo "moment $moment: killed after ${at:+checkpoint }${at##*/}, resumed, all bytes equal"
  else
    echo "moment $moment: DIFFERS (killed after ${at:+checkpoint }${at##*/})"
    failed=1
  fi
done
exit $failed
