#!/usr/bin/python3
"""Step time, C# over libtorch against Python's PyTorch on the same libtorch, in turns in one run.

    python3 tools/step-time/compare.py [--step plain] [--rounds 25] [--steps 10] [--batch 10] [--size 128] [--threads 2] [-o FILE.json]
    python3 tools/step-time/compare.py --step semi [--batch 6] [--unlabelled 4] [--clusters 10] [--heads 3] [--padding 1] [--size 160] …

plain: MiUNet with cross-entropy and AdamW. semi: a whole step of the semi-supervised regime, losses and moving average included. Each round runs the same number of steps in one process after the other (the order alternates); the figure is the
median over rounds of the ratio of the two medians. Resident memory of the C# process is read after steps 100 and 500.
"""
import argparse, json, os, pathlib, statistics, subprocess, sys

here = pathlib.Path(__file__).resolve().parent
p = argparse.ArgumentParser()
p.add_argument("--step", choices=["plain", "semi"], default="plain")
p.add_argument("--rounds", type=int, default=50)
p.add_argument("--steps", type=int, default=10)
p.add_argument("--batch", type=int, help="images per step; of semi the labelled ones")
p.add_argument("--unlabelled", type=int, default=4)
p.add_argument("--clusters", type=int, default=10)
p.add_argument("--heads", type=int, default=3)
p.add_argument("--padding", type=int, default=1)
p.add_argument("--size", type=int)
p.add_argument("--threads", type=int, default=os.cpu_count())
p.add_argument("--python", default="/usr/bin/python3")
p.add_argument("-o", "--output")
a = p.parse_args()
semi = a.step == "semi"
a.batch = a.batch or (6 if semi else 10)
a.size = a.size or (160 if semi else 128)
project, name = (here.parent / "step-time-semi", "StepTimeSemi") if semi else (here, "StepTime")
shape = [a.batch, a.unlabelled, a.size, a.threads, a.clusters, a.heads, a.padding] if semi else [a.batch, a.size, a.threads]

subprocess.run(["dotnet", "build", "-c", "Release", "-v", "q", "--nologo", str(project / f"{name}.csproj")], check=True, stdout=subprocess.DEVNULL)
# Both get the settings of artifacts/bin/segtrain: Python too is faster when glibc keeps the memory that a step frees.
env = dict(os.environ, OMP_WAIT_POLICY="passive", MALLOC_ARENA_MAX="1", MALLOC_MMAP_THRESHOLD_="1073741824",
           MALLOC_TRIM_THRESHOLD_="1073741824", MALLOC_TOP_PAD_="67108864")
start = lambda command: subprocess.Popen(command + [str(n) for n in shape], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)
csharp = start(["dotnet", str(project / f"bin/Release/net10.0/{name}.dll")])
python = start([a.python, str(project / "steps.py")])


def run(process, steps):
    process.stdin.write(f"{steps}\n")
    process.stdin.flush()
    line = process.stdout.readline().split()
    if len(line) != 2:
        sys.exit("a process ended early: " + " ".join(process.args))
    return float(line[0]), float(line[1])


run(csharp, 3), run(python, 3)
ratios, cs, py, memory = [], [], [], {}
for r in range(a.rounds):
    order = [(csharp, cs), (python, py)] if r % 2 == 0 else [(python, py), (csharp, cs)]
    for process, times in order:
        ms, rss = run(process, a.steps)
        times.append(ms)
        if process is csharp:
            memory[(r + 1) * a.steps] = rss
    ratios.append(cs[-1] / py[-1])
for process in (csharp, python):
    process.stdin.close()
    process.wait()

result = {"step": a.step, "shape": shape, "batch": a.batch, "size": a.size, "threads": a.threads, "rounds": a.rounds, "steps_per_round": a.steps,
          "csharp_ms": statistics.median(cs), "python_ms": statistics.median(py), "ratio_median": statistics.median(ratios),
          "ratio_quartiles": statistics.quantiles(ratios, n=4), "resident_mib": {str(k): v for k, v in memory.items() if k in (100, 500)}}
if 100 in memory and 500 in memory:
    result["resident_500_over_100"] = memory[500] / memory[100]
print(json.dumps(result, indent=2))
if a.output:
    pathlib.Path(a.output).write_text(json.dumps(result, indent=2) + "\n")
