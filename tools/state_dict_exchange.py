#!/usr/bin/python3
"""Proves that state_dicts go to Python and come back: keys strict, outputs equal within 1e-6 on the same input.

    python3 tools/state_dict_exchange.py [--large FILE.pt]

Written here: a network of ours with moved batch-norm statistics, saved as safetensors, converted by `segtrain weights convert` to .pt
and loaded by torch.load(weights_only=True) and load_state_dict(strict=True). Written there: a checkpoint of Python's (nested, keys with
"module."), converted by `segtrain weights convert` to safetensors and loaded by ours. One line per network and direction; the exit
status is 1 when one fails, 4 without Python's torch (Debian: python3-torch). --large also writes a state_dict of 120 MB and prints how
long ours takes to read it.

A network is added by its twin in torch_twins.py, a line in NETWORKS here and one in state-dict/Program.cs.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

try:
    import torch
except ImportError as error:
    print(f"state_dict_exchange: {error}; install python3-torch and use /usr/bin/python3", file=sys.stderr)
    sys.exit(4)

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here))
import torch_twins

TOLERANCE = 1e-6
# Name: the twin, shapes of the inputs by the names in the network's Signature, names of the outputs.
NETWORKS = {
    "MiUNet": (lambda: torch_twins.MiUNet(1, 4), {"image": (2, 1, 64, 64)}, ["logits"]),
    "UNetCam": (lambda: torch_twins.UNetCam(16), {"image": (2, 1, 64, 64)}, ["cam", "logits"]),
}


def dotnet(project, *arguments):
    """Runs a built program; its stderr is shown when it fails."""
    dll = here.parent / project.parent / "bin/Release/net10.0" / (project.stem + ".dll")
    done = subprocess.run(["dotnet", str(dll), *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(" ".join((done.stderr or done.stdout).split())[:400])
    return done.stdout.strip()


SEGTRAIN, OURS = pathlib.Path("training/segtrain/segtrain.csproj"), pathlib.Path("tools/state-dict/StateDict.csproj")


@torch.no_grad()
def outputs(network, inputs, names):
    network.eval()
    found = network(*inputs.values())
    return dict(zip(names, found if isinstance(found, (tuple, list)) else [found]))


def difference(expected, found):
    if expected.keys() != found.keys() or any(expected[k].shape != found[k].shape for k in expected):
        raise RuntimeError(f"outputs {list(found)}, expected {list(expected)}")
    return max((expected[k] - found[k]).abs().max().item() for k in expected)


def written_here(name, make, inputs, names, folder):
    torch.save(inputs, folder / "inputs.pt")
    dotnet(OURS, "make", name, folder / "inputs.pt", folder / "ours.safetensors", folder / "outputs.pt")
    dotnet(SEGTRAIN, "weights", "convert", folder / "ours.safetensors", folder / "ours.pt")
    network, state = make(), torch.load(folder / "ours.pt", weights_only=True)
    network.load_state_dict(state, strict=True)
    return len(state), difference(torch.load(folder / "outputs.pt"), outputs(network, inputs, names))


def written_there(name, make, inputs, names, folder):
    torch.save(inputs, folder / "inputs.pt")
    torch.manual_seed(4)
    network = make().train()
    with torch.no_grad():
        for _ in range(5):
            network(*inputs.values())
    state = torch.nn.DataParallel(network).state_dict()
    torch.save({"epoch": 5, "state_dict": state, "optimizer": torch.optim.Adam(network.parameters()).state_dict()}, folder / "theirs.pth")
    dotnet(SEGTRAIN, "weights", "convert", folder / "theirs.pth", folder / "theirs.safetensors")
    dotnet(OURS, "run", name, folder / "inputs.pt", folder / "theirs.safetensors", folder / "outputs.pt")
    return len(state), difference(outputs(network, inputs, names), torch.load(folder / "outputs.pt"))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--large", type=pathlib.Path, metavar="FILE.pt", help="also time the reading of 120 MB, written to this file")
    a = p.parse_args()
    for project in (SEGTRAIN, OURS):
        subprocess.run(["dotnet", "build", "-c", "Release", "-v", "q", "--nologo", str(here.parent / project)], check=True, stdout=subprocess.DEVNULL)
    torch.set_num_threads(1)
    failed = 0
    for name, (make, shapes, names) in NETWORKS.items():
        torch.manual_seed(2)
        inputs = {key: torch.rand(shape) for key, shape in shapes.items()}
        for direction, run in (("written here, read by Python", written_here), ("written by Python, read here", written_there)):
            try:
                with tempfile.TemporaryDirectory() as folder:
                    keys, delta = run(name, make, inputs, names, pathlib.Path(folder))
                good = delta <= TOLERANCE
                print(f"{name}: {direction}: {keys} keys, max |Δ| {delta:.1e} {'≤' if good else '>'} {TOLERANCE:.0e}: {'ok' if good else 'FAILED'}")
            except RuntimeError as error:
                good = False
                print(f"{name}: {direction}: FAILED: {' '.join(str(error).split())}")
            failed |= not good
    if a.large:
        torch.save({f"layer{i}.weight": torch.randn(1024, 1024) for i in range(30)}, a.large)
        print(dotnet(OURS, "time", a.large))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
