#!/usr/bin/env python3
"""Records what PyTorch computes for tests/SystemTorch.Tests/Golden/torch.json.

    /usr/bin/python3 tools/golden/record_torch.py > tests/SystemTorch.Tests/Golden/torch.json

Inputs are formulas that the C# test repeats (`fill`), so only results are stored. A gradient is that of
sum(output * fill(output's shape, 0.5)). The C# test has a function of the same name for every case.
"""
import json
import math

import torch

torch.set_num_threads(1)


def fill(shape, phase, positive=False):
    """Element i (row-major) is 1.5 sin(0.37 i + phase), or its absolute value + 0.5; float32."""
    n = math.prod(shape)
    values = [1.5 * math.sin(0.37 * i + phase) for i in range(n)]
    return torch.tensor([abs(v) + 0.5 for v in values] if positive else values, dtype=torch.float32).reshape(shape)


A = ([2, 3, 4], 0.1)
B = ([2, 3, 4], 1.3)
ROW = ([4], 0.7)
P = ([2, 3, 4], 0.1, True)
Q = ([2, 3, 4], 2.1, True)
M = ([3, 4], 0.2)
N = ([4, 5], 0.9)
SQUARE = ([4, 4], 0.3)
INDEX = torch.tensor([[0, 2, 1, 0], [1, 1, 2, 0]])

CASES = {
    # name: (inputs, function)
    "abs": ([A], lambda a: a.abs()),
    "exp": ([A], lambda a: a.exp()),
    "log": ([P], lambda a: a.log()),
    "log1p": ([P], lambda a: a.log1p()),
    "log2": ([P], lambda a: a.log2()),
    "neg": ([A], lambda a: -a),
    "sqrt": ([P], lambda a: a.sqrt()),
    "rsqrt": ([P], lambda a: a.rsqrt()),
    "sign": ([A], lambda a: a.sign()),
    "sigmoid": ([A], lambda a: a.sigmoid()),
    "tanh": ([A], lambda a: a.tanh()),
    "relu": ([A], lambda a: a.relu()),
    "softmax": ([A], lambda a: a.softmax(1)),
    "add": ([A, ROW], lambda a, b: a + b),
    "add alpha": ([A, B], lambda a, b: a.add(b, alpha=0.25)),
    "add number": ([A], lambda a: 2 + a),
    "sub": ([A, ROW], lambda a, b: a - b),
    "number sub": ([A], lambda a: 1.5 - a),
    "mul": ([A, ROW], lambda a, b: a * b),
    "mul number": ([A], lambda a: a * 3),
    "div": ([A, P], lambda a, b: a / b),
    "div floor": ([A], lambda a: a.div(0.4, rounding_mode="floor")),
    "div trunc": ([A, P], lambda a, b: a.div(b, rounding_mode="trunc")),
    "number div": ([P], lambda a: 2 / a),
    "remainder": ([A], lambda a: a % 0.4),
    "pow number": ([P], lambda a: a ** 2.5),
    "pow": ([P, B], lambda a, b: a ** b),
    "addcmul": ([A, B, P], lambda a, b, c: a.addcmul(b, c, value=0.5)),
    "addcdiv": ([A, B, P], lambda a, b, c: a.addcdiv(b, c, value=0.5)),
    "lerp": ([A, B, P], lambda a, b, c: a.lerp(b, c)),
    "clamp": ([A], lambda a: a.clamp(-0.5, 0.8)),
    "clamp min": ([A], lambda a: a.clamp(min=0.1)),
    "clamp tensor": ([A, B], lambda a, b: a.clamp(max=b)),
    "maximum": ([A, B], lambda a, b: a.maximum(b)),
    "minimum": ([A, B], lambda a, b: a.minimum(b)),
    "matmul": ([M, N], lambda a, b: a @ b),
    "bmm": ([([2, 3, 4], 0.1), ([2, 4, 2], 0.6)], lambda a, b: a.bmm(b)),
    "einsum": ([A, N], lambda a, b: torch.einsum("bij,jk->bki", a, b)),
    "cumsum": ([A], lambda a: a.cumsum(1)),
    "sum": ([A], lambda a: a.sum()),
    "sum dims": ([A], lambda a: a.sum((0, 2), keepdim=True)),
    "mean": ([A], lambda a: a.mean()),
    "mean dims": ([A], lambda a: a.mean((1, 2))),
    "std": ([A], lambda a: a.std()),
    "std biased": ([A], lambda a: a.std((0, 1), unbiased=False)),
    "var": ([A], lambda a: a.var(2)),
    "norm": ([A], lambda a: a.norm()),
    "norm dim": ([A], lambda a: a.norm(1, dim=2)),
    "max": ([A], lambda a: a.max()),
    "max dim": ([A], lambda a: a.max(1)[0]),
    "max dim index": ([A], lambda a: a.max(1)[1]),
    "min dim": ([A], lambda a: a.min(2, keepdim=True)[0]),
    "amax": ([A], lambda a: a.amax((0, 1))),
    "amin": ([A], lambda a: a.amin(2)),
    "argmax": ([A], lambda a: a.argmax(2)),
    "argmin": ([A], lambda a: a.argmin()),
    "all": ([A], lambda a: (a > -1.4).all(1)),
    "any": ([A], lambda a: (a > 1.4).any()),
    "median": ([([7], 0.4)], lambda a: a.median()),
    "quantile": ([A], lambda a: torch.quantile(a, torch.tensor([0.1, 0.5]), 2)),
    "sort": ([A], lambda a: a.sort(2, descending=True)[0]),
    "sort index": ([A], lambda a: a.sort(dim=1, stable=True)[1]),
    "topk": ([A], lambda a: a.topk(2, 2)[0]),
    "unique": ([A], lambda a: (a * 2).long().unique()),
    "unique counts": ([A], lambda a: (a * 2).long().unique(return_counts=True)[1]),
    "bincount": ([P], lambda a: a.flatten().long().bincount(minlength=4)),
    "histc": ([A], lambda a: a.histc(6, -1, 1)),
    "where": ([A, B], lambda a, b: torch.where(a > 0, a, b)),
    "masked_fill": ([A, B], lambda a, b: a.masked_fill(b > 0.5, -7)),
    "masked_select": ([A, B], lambda a, b: a.masked_select(b > 0.5)),
    "gather": ([M], lambda a: a.gather(0, INDEX)),
    "scatter": ([M, ([2, 4], 0.8)], lambda a, b: a.scatter(0, INDEX, b)),
    "scatter_add": ([M, ([2, 4], 0.8)], lambda a, b: a.clone().scatter_add_(0, INDEX, b)),
    "index_select": ([A], lambda a: a.index_select(2, torch.tensor([3, 0, 3]))),
    "nonzero": ([M], lambda a: (a > 1).nonzero()),
    "flip": ([A], lambda a: a.flip(0, 2)),
    "roll": ([A], lambda a: a.roll(1, 2)),
    "repeat": ([M], lambda a: a.repeat(2, 1, 2)),
    "repeat_interleave": ([M], lambda a: a.repeat_interleave(2, 1)),
    "expand": ([ROW], lambda a: a.expand(2, 3, 4)),
    "permute": ([A], lambda a: a.permute(2, 0, 1)),
    "transpose": ([A], lambda a: a.transpose(0, 2)),
    "flatten": ([A], lambda a: a.flatten(1)),
    "tril": ([SQUARE], lambda a: a.tril()),
    "triu": ([SQUARE], lambda a: a.triu(1)),
    "diag": ([SQUARE], lambda a: a.diag(1)),
    "cat": ([M, ([2, 4], 0.8)], lambda a, b: torch.cat([a, b], 0)),
    "stack": ([M, ([3, 4], 0.8)], lambda a, b: torch.stack([a, b], 1)),
    "chunk": ([A], lambda a: a.chunk(2, 2)[1]),
    "split": ([A], lambda a: a.split([1, 3], 2)[1]),
    "unbind": ([A], lambda a: a.unbind(1)[2]),
    "narrow": ([A], lambda a: a.narrow(2, 1, 2)),
    "slice": ([A], lambda a: a[:, :, 0:4:2]),
    "meshgrid": ([ROW, ([3], 0.2)], lambda a, b: torch.meshgrid(a, b, indexing="ij")[1]),
    "logical": ([A, B], lambda a, b: (a > 0).logical_and(b > 0).logical_or((a < -1) & ~(b > 0))),
    "linspace": ([], lambda: torch.linspace(-1, 2, 7)),
    "arange": ([], lambda: torch.arange(1, 3, 0.4)),
}

X = torch.arange(2 * 3 * 4).reshape(2, 3, 4)
MASK = X[:, :, 0] % 3 == 0
INDEXING = {
    "x[1]": X[1],
    "x[1, 2]": X[1, 2],
    "x[-1, 0, 3]": X[-1, 0, 3],
    "x[:, 1]": X[:, 1],
    "x[..., 2]": X[..., 2],
    "x[0, ..., 1]": X[0, ..., 1],
    "x[:, 0:2, 1:]": X[:, 0:2, 1:],
    "x[:, :, :-1]": X[:, :, :-1],
    "x[:, :, ::3]": X[:, :, ::3],
    "x[:, None, 1]": X[:, None, 1],
    "x[True]": X[True],
    "x[[1, 0, 1]]": X[torch.tensor([1, 0, 1])],
    "x[:, [2, 0]]": X[:, torch.tensor([2, 0])],
    "x[:, [0, 2], 1:3]": X[:, torch.tensor([0, 2]), 1:3],
    "x[[0, 1], :, [1, 3]]": X[torch.tensor([0, 1]), :, torch.tensor([1, 3])],
    "x[x > 20]": X[X > 20],
    "x[mask]": X[MASK],
    "x[mask, 1:3]": X[MASK][:, 1:3],  # as NumPy; PyTorch 1.13 refuses a slice after a mask of two dimensions
    "x[..., mask2]": X[..., X[0] > 5],
}


def numbers(t):
    t = t.detach()
    return {"shape": list(t.shape), "values": [float(f"{float(v):.7g}") for v in t.flatten().tolist()]}


def case(inputs, function):
    leaves = [fill(*i).requires_grad_() for i in inputs]
    output = function(*leaves)
    record = numbers(output)
    record["dtype"] = str(output.dtype).removeprefix("torch.")
    if output.requires_grad:
        (output * fill(list(output.shape), 0.5)).sum().backward()
        record["gradients"] = [numbers(x.grad if x.grad is not None else torch.zeros_like(x))["values"] for x in leaves]
    return record


def draw(seed, function):
    torch.manual_seed(seed)
    return numbers(function())["values"]


RANDOM = {
    "randn 4": draw(1, lambda: torch.randn(4)),
    "randn 20": draw(5, lambda: torch.randn(20)),
    "rand 5": draw(2, lambda: torch.rand(5)),
    "randint 8": draw(3, lambda: torch.randint(0, 100, (8,))),
    "randperm 10": draw(4, lambda: torch.randperm(10)),
    "bernoulli 12": draw(6, lambda: torch.full((12,), 0.3).bernoulli_()),
    "normal_ 4": draw(7, lambda: torch.empty(4).normal_(2, 0.5)),
    "uniform_ 5": draw(8, lambda: torch.empty(5).uniform_(-1, 3)),
    "multinomial 6": draw(9, lambda: torch.tensor([0.1, 0.2, 0.3, 0.4]).multinomial(6, True)),
    "float64 randn 3": draw(10, lambda: torch.randn(3, dtype=torch.float64)),
}


def lines(entries):
    return ",\n".join(f"  {json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in entries.items())


print("{")
print(f'"torch": {json.dumps(torch.__version__)},')
print('"cases": {\n' + lines({k: case(*v) for k, v in CASES.items()}) + "\n},")
print('"indexing": {\n' + lines({k: numbers(v) for k, v in INDEXING.items()}) + "\n},")
print('"random": {\n' + lines(RANDOM) + "\n}\n}")
