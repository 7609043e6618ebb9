#!/usr/bin/env python3
"""Writes tests/Pipeline.Export.Tests/Golden/pt: weight files as PyTorch writes them, and what PyTorch reads in them.

    /usr/bin/python3 tools/golden/pt_files.py      (in the repository's root; needs Debian's python3-torch, python3-numpy)

FILE.pt are made by torch.save, pt.json has the tensors of those that hold weights: type, shape, values row by row. Files whose
name begins with refused- hold more than weights; pt.json does not mention them.
"""
import collections
import json
import pathlib

import numpy
import torch
from torch import nn

torch.manual_seed(1)
folder = pathlib.Path(__file__).resolve().parents[2] / "tests/Pipeline.Export.Tests/Golden/pt"
folder.mkdir(parents=True, exist_ok=True)
expected = {}


def save(name, content, tensors=None, **options):
    torch.save(content, folder / name, **options)
    if tensors is not None:
        expected[name] = {key: {"type": str(t.dtype).removeprefix("torch."), "shape": list(t.shape), "values": t.detach().double().flatten().tolist()}
                          for key, t in tensors.items()}


def network():
    return nn.Sequential(collections.OrderedDict(conv=nn.Conv2d(1, 3, 3, bias=False), norm=nn.BatchNorm2d(3), head=nn.Conv2d(3, 2, 1)))


# A module's own state_dict: OrderedDict with _metadata, int64 scalars.
net = network()
net(torch.randn(2, 1, 8, 8))
save("state_dict.pt", net.state_dict(), net.state_dict())

values = torch.arange(60, dtype=torch.float32) / 7
types = {str(t).removeprefix("torch."): (values[:6] * 5).to(t).reshape(2, 3) for t in
         (torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64, torch.float16, torch.bfloat16, torch.float32, torch.float64)}
types |= {"bool": torch.tensor([True, False, True]), "scalar": torch.tensor(2.5), "empty": torch.empty(0, 4), "negative": torch.tensor(-(2 ** 40)),
          "special": torch.tensor([1e-42, -0.0, 65504.0])}
save("types.pt", types, types)

grid = values.reshape(3, 4, 5)
strided = {"transposed": grid.transpose(0, 2), "column": grid[:, 1, :], "every_third": values[2::3], "expanded": values[4].expand(2, 3),
           "channels_last": grid.reshape(1, 3, 4, 5).contiguous(memory_format=torch.channels_last), "diagonal": torch.eye(4).diagonal(),
           "tail": values[50:]}
save("strided.pt", strided, strided)

tied = torch.randn(4, 3)
shared = {"encoder.weight": tied, "decoder.weight": tied, "decoder.transposed": tied.t(), "row": tied[2]}
save("shared.pt", shared, shared)

parameters = {"weight": nn.Parameter(torch.randn(2, 2)), "frozen": nn.Parameter(torch.randn(3), requires_grad=False)}
save("parameter.pt", parameters, parameters)

# What training programs save: the weights of a wrapped network, the optimiser, and numbers.
optimiser = torch.optim.Adam(net.parameters(), 1e-3)
net(torch.randn(2, 1, 8, 8)).sum().backward()
optimiser.step()
wrapped = collections.OrderedDict(("module." + key, value) for key, value in net.state_dict().items())
save("checkpoint.pth", {"epoch": 12, "arch": "tiny", "best": 0.875, "history": [1, 2.5, None, True, -(2 ** 70) // 2 ** 20], "shape": torch.Size([1, 8]),
                        "state_dict": wrapped, "optimizer": optimiser.state_dict()}, wrapped)
save("two-networks.pt", {"student": wrapped, "teacher": dict(wrapped)})

save("refused-legacy.pt", net.state_dict(), _use_new_zipfile_serialization=False)
save("refused-module.pt", nn.Linear(2, 2))
save("refused-numpy.pt", {"state_dict": parameters, "loss": numpy.float64(0.5)})
save("refused-complex.pt", {"a": torch.zeros(2, dtype=torch.complex64)})
save("refused-protocol4.pt", {"a": torch.zeros(2)}, pickle_protocol=4)
torch.jit.save(torch.jit.script(nn.Linear(2, 2)), folder / "refused-script.pt")

(folder / "pt.json").write_text(json.dumps({"made_with": f"torch {torch.__version__}", "files": expected}, indent=1) + "\n")
