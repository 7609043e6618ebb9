#!/usr/bin/python3
"""Start-up of segrun --help against an empty program that is published the same way, in turns in one run.

    ./build.sh Publish --rid linux-x64
    python3 tools/start-up.py [--rounds 40] [-o FILE.json]
"""
import argparse, json, pathlib, re, statistics, subprocess, tempfile, time

root = pathlib.Path(__file__).resolve().parent.parent
p = argparse.ArgumentParser()
p.add_argument("--rounds", type=int, default=40)
p.add_argument("--segrun", default=str(root / "artifacts/publish/linux-x64-cpu/segrun"))
p.add_argument("-o", "--output")
a = p.parse_args()


def published_as_segrun(folder):
    """An empty program with segrun's own publish properties."""
    project = (root / "runtime/segrun/segrun.csproj").read_text()
    groups = "\n".join(re.findall(r"<PropertyGroup.*?</PropertyGroup>", project, re.S)).replace("Segrun", "Empty")
    (folder / "empty.csproj").write_text(
        f'<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework>'
        f'<InvariantGlobalization>true</InvariantGlobalization></PropertyGroup>{groups}</Project>')
    (folder / "Program.cs").write_text("return 0;\n")
    subprocess.run(["dotnet", "publish", "-c", "Release", "-r", "linux-x64", "-v", "q", "--nologo", "-o", str(folder / "out"), str(folder)],
                   check=True, stdout=subprocess.DEVNULL)
    return str(folder / "out/empty")


def seconds(*command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


with tempfile.TemporaryDirectory() as temporary:
    empty = published_as_segrun(pathlib.Path(temporary))
    seconds(empty), seconds(a.segrun, "--help")
    times = [(seconds(a.segrun, "--help"), seconds(empty)) for _ in range(a.rounds)]

result = {"rounds": a.rounds, "segrun_help_ms": 1000 * statistics.median(s for s, _ in times),
          "empty_ms": 1000 * statistics.median(e for _, e in times), "ratio_median": statistics.median(s / e for s, e in times)}
print(json.dumps(result, indent=2))
if a.output:
    pathlib.Path(a.output).write_text(json.dumps(result, indent=2) + "\n")
