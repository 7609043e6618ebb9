#!/usr/bin/python3
"""The exported MiUNet and UNetCam against the same networks exported by PyTorch, in one ONNX Runtime, in turns.

Usage: tools/export-speed/compare.py [--batch 4] [--size 160] [--rounds 60] [--threads 2] [--keep DIR]

Needs Debian's python3-torch. Prints per network the median of the per-round time ratio theirs / ours with its quartiles (1.03 = ours is
3 % faster), both median times, and the largest difference of the outputs. The exit status is 1 where a ratio is below 0.97 or the
outputs differ by more than 1e-4 of their range.
"""
import argparse, json, os, subprocess, sys, tempfile, warnings

try:
    import torch
except ImportError as error:
    print(f"compare: {error}; install python3-torch", file=sys.stderr)
    sys.exit(4)
warnings.filterwarnings("ignore")  # the exporter's own, about its constant folding
here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(here))
import torch_twins

NETWORKS = {"mi-unet": (lambda: torch_twins.MiUNet(1, 4), ["logits"]), "unet-cam": (lambda: torch_twins.UNetCam(16), ["cam", "logits"])}


def create(make):
    """The network in evaluation mode, with random weights and batch norms far from the identity."""
    torch.manual_seed(1)
    network = make()
    for norm in (m for m in network.modules() if isinstance(m, torch.nn.BatchNorm2d)):
        torch.nn.init.normal_(norm.weight, 1, 0.2)
        torch.nn.init.normal_(norm.bias, 0, 0.2)
        torch.nn.init.normal_(norm.running_mean, 0, 0.3)
        torch.nn.init.uniform_(norm.running_var, 0.5, 1.5)
    return network.eval()


def main():
    parser = argparse.ArgumentParser()
    for name, default in (("batch", 4), ("size", 160), ("rounds", 60), ("threads", 2)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--keep", default=None)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    subprocess.run(["dotnet", "build", here, "-c", "Release", "-v", "q", "--nologo"], check=True, stdout=subprocess.DEVNULL)
    folder = options.keep or tempfile.mkdtemp()
    os.makedirs(folder, exist_ok=True)
    failed, rows = 0, []
    for name, (make, outputs) in NETWORKS.items():
        network = create(make)
        weights, theirs, ours = (os.path.join(folder, f"{name}{end}") for end in (".pt", "-pytorch.onnx", "-pipeline.onnx"))
        torch.save(network.state_dict(), weights)
        axes = {0: "N", 2: "H", 3: "W"}
        torch.onnx.export(network, torch.rand(2, 1, 64, 64), theirs, opset_version=17, input_names=["image"], output_names=outputs,
                          dynamic_axes={"image": axes, outputs[0]: axes})
        line = subprocess.run(
            ["dotnet", os.path.join(here, "bin/Release/net10.0/ExportSpeed.dll"), name, weights, theirs, ours,
             *(str(v) for v in (options.batch, options.size, options.rounds, options.threads))],
            check=True, stdout=subprocess.PIPE, text=True).stdout.split()
        ratio, lower, upper, mine, others, difference = map(float, line)
        failed |= ratio < 0.97 or not difference <= 1e-4
        rows.append({"network": name, "ratio": ratio, "quartiles": [lower, upper], "ours_ms": mine, "theirs_ms": others, "difference": difference})
        print(f"{name}: ratio {ratio:.3f} (quartiles {lower:.3f}, {upper:.3f}), ours {mine:.1f} ms, PyTorch's {others:.1f} ms, outputs differ by {difference:.1e} of their range",
              file=sys.stderr if options.json else sys.stdout)
    if options.json:
        print(json.dumps({"batch": options.batch, "size": options.size, "rounds": options.rounds, "threads": options.threads,
                          "torch": torch.__version__, "rows": rows}, indent=2))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
