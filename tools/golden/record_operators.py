#!/usr/bin/env python3
"""Records what PyTorch computes in float64 for tests/Pipeline.Export.Tests/Golden/operators.json.

    /usr/bin/python3 tools/golden/record_operators.py > tests/Pipeline.Export.Tests/Golden/operators.json

Inputs and weights are formulas that the C# test repeats (`fill`, `layer`), so only results are stored. A case is named by the
operator of IOps<T>, then its parameters; the C# test has an entry of the same name. Deformable convolution, which PyTorch has not,
is written out here; erf is the C library's.
"""
import json
import math

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


def fill(phase, *shape):
    """Element i (row-major) is 1.5 sin(0.37 i + phase)."""
    return torch.tensor([1.5 * math.sin(0.37 * i + phase) for i in range(math.prod(shape))]).reshape(shape)


def positive(phase, *shape):
    return fill(phase, *shape).abs() + 0.5


def layer(module):
    """Weights by formula, evaluation mode."""
    with torch.no_grad():
        for key, tensor in module.state_dict().items():
            if key == "running_var":
                tensor.copy_(positive(0.8, *tensor.shape))
            elif key != "num_batches_tracked":
                tensor.copy_(fill({"weight": 0.2, "bias": 0.4, "running_mean": 0.6}[key], *tensor.shape))
    return module.eval()


def deform(x, offset, mask, weight, bias, stride, padding, dilation):
    """The definition: y(p) = b + sum_k W_k mask_k(p) x(p s - pad + k d + offset_k(p)), bilinear, 0 outside."""
    _, _, height, width = x.shape
    kh, kw = weight.shape[2:]
    y = torch.zeros(x.shape[0], weight.shape[0], *offset.shape[2:])

    def pixel(n, c, row, column):
        return x[n, c, row, column].item() if 0 <= row < height and 0 <= column < width else 0.0

    for n, o, p, q in ((n, o, p, q) for n in range(y.shape[0]) for o in range(y.shape[1]) for p in range(y.shape[2]) for q in range(y.shape[3])):
        total = bias[o].item()
        for k in range(kh * kw):
            row = p * stride - padding + k // kw * dilation + offset[n, 2 * k, p, q].item()
            column = q * stride - padding + k % kw * dilation + offset[n, 2 * k + 1, p, q].item()
            top, left = math.floor(row), math.floor(column)
            a, b = row - top, column - left
            for c in range(x.shape[1]):
                value = ((1 - a) * (1 - b) * pixel(n, c, top, left) + (1 - a) * b * pixel(n, c, top, left + 1)
                         + a * (1 - b) * pixel(n, c, top + 1, left) + a * b * pixel(n, c, top + 1, left + 1))
                total += weight[o, c, k // kw, k % kw].item() * mask[n, k, p, q].item() * value
        y[n, o, p, q] = total
    return y


X = fill(0.1, 2, 3, 2, 4)
Y = fill(1.3, 2, 3, 2, 4)
V = fill(0.1, 1, 2, 3, 2, 3)
IMAGE = fill(0.1, 1, 2, 4, 5)
VOLUME = fill(0.1, 1, 2, 3, 4, 3)

CASES = {
    "Relu": F.relu(X),
    "LeakyRelu 0.2": F.leaky_relu(X, 0.2),
    "PRelu per channel": layer(nn.PReLU(3))(X),
    "Elu 0.7": F.elu(X, 0.7),
    "Gelu": F.gelu(X),
    "Silu": F.silu(X),
    "Sigmoid": torch.sigmoid(X),
    "Tanh": torch.tanh(X),
    "Softplus": F.softplus(X),
    "Softmax": F.softmax(X, 1),
    "Softmax last axis": F.softmax(X, -1),
    "LogSoftmax": F.log_softmax(X, 1),
    "Add": X + Y,
    "Add number": X + 0.7,
    "Sub per channel": X - fill(0.7, 3, 1, 1),
    "Mul": X * Y,
    "Mul number": X * 0.7,
    "Div": X / positive(1.3, 2, 1, 2, 4),
    "Maximum": torch.maximum(X, Y),
    "Minimum": torch.minimum(X, Y),
    "Greater": (X > Y).to(torch.float64),
    "Clamp": X.clamp(-0.6, 0.9),
    "Abs": X.abs(),
    "Exp": X.exp(),
    "Log": positive(0.1, 2, 3, 4).log(),
    "Sqrt": positive(0.1, 2, 3, 4).sqrt(),
    "Conv2d": layer(nn.Conv2d(2, 3, 3, padding=1))(IMAGE),
    "Conv2d uneven": layer(nn.Conv2d(2, 4, (3, 2), stride=(1, 2), padding=(0, 1), dilation=(1, 2), groups=2, bias=False))(IMAGE),
    "Conv3d": layer(nn.Conv3d(2, 2, 3, stride=2, padding=1))(VOLUME),
    "Conv3d uneven": layer(nn.Conv3d(2, 4, (1, 2, 3), padding=(0, 1, 1), groups=2))(VOLUME),
    "ConvTranspose2d": layer(nn.ConvTranspose2d(2, 2, 3, stride=2, padding=1, output_padding=1))(IMAGE[:, :, :3, :3]),
    "ConvTranspose2d grouped": layer(nn.ConvTranspose2d(2, 4, 2, stride=(1, 2), groups=2, dilation=2))(IMAGE[:, :, :2, :2]),
    "ConvTranspose3d": layer(nn.ConvTranspose3d(2, 2, (1, 2, 3), stride=(1, 2, 1), padding=(0, 1, 1)))(VOLUME[:, :, :2, :2]),
    "DeformConv2d": deform(IMAGE, fill(0.5, 1, 18, 2, 3), positive(0.9, 1, 9, 2, 3), fill(0.2, 2, 2, 3, 3), fill(0.4, 2), 2, 1, 1),
    "DeformConv2d dilated": deform(IMAGE, fill(0.5, 1, 8, 2, 3), positive(0.9, 1, 4, 2, 3), fill(0.2, 2, 2, 2, 2), fill(0.4, 2), 1, 0, 2),
    "Dropout": layer(nn.Dropout(0.5))(X),
    "Dropout2d": layer(nn.Dropout2d(0.5))(X),
    "Dropout3d": layer(nn.Dropout3d(0.5))(V),
    "Concat": torch.cat([X, fill(0.7, 2, 1, 2, 4)], 1),
    "Concat last axis": torch.cat([X, fill(0.7, 2, 3, 2, 1)], -1),
    "Linear": layer(nn.Linear(4, 3))(X),
    "MatMul": X @ fill(0.7, 3, 4, 2),
    "BatchNorm2d": layer(nn.BatchNorm2d(3))(X),
    "BatchNorm3d": layer(nn.BatchNorm3d(2, eps=0.1))(V),
    "InstanceNorm2d": layer(nn.InstanceNorm2d(3, affine=True))(X),
    "InstanceNorm2d running": layer(nn.InstanceNorm2d(3, track_running_stats=True))(X),
    "InstanceNorm3d": layer(nn.InstanceNorm3d(2))(V),
    "GroupNorm": layer(nn.GroupNorm(2, 4))(fill(0.1, 1, 4, 2, 3)),
    "LayerNorm": layer(nn.LayerNorm([2, 4]))(X),
    "Parameter": fill(0.2, 2, 3),
    "MaxPool2d": F.max_pool2d(IMAGE, 3, 2, 1),
    "MaxPool3d": F.max_pool3d(VOLUME, 2, 1),
    "AvgPool2d": F.avg_pool2d(IMAGE, 3, 2, 1),
    "AvgPool3d": F.avg_pool3d(VOLUME, 2, 2, 1),
    "GlobalAvgPool": F.adaptive_avg_pool3d(VOLUME, 1),
    "GlobalMaxPool": F.adaptive_max_pool3d(VOLUME, 1),
    "AdaptiveAvgPool2d": F.adaptive_avg_pool2d(IMAGE, (3, 2)),
    "Sum": X.sum((0, 2), keepdim=True),
    "Mean": X.mean((1, 3), keepdim=True),
    "Max": X.amax((1, 2), keepdim=True),
    "Min": X.amin((-1,), keepdim=True),
    "StandardDeviation": X.std((1, 2, 3), unbiased=True, keepdim=True),
    "UpsampleNearest2d": F.interpolate(IMAGE[:, :1, :2, :3], scale_factor=3, mode="nearest"),
    "UpsampleNearest3d": F.interpolate(VOLUME[:, :1, :2, :2, :2], scale_factor=2, mode="nearest"),
    "UpsampleBilinear2d": F.interpolate(IMAGE[:, :1, :2, :3], scale_factor=3, mode="bilinear", align_corners=False),
    "UpsampleBilinear2d aligned": F.interpolate(IMAGE[:, :1, :3, :3], scale_factor=2, mode="bilinear", align_corners=True),
    "UpsampleTrilinear3d": F.interpolate(VOLUME[:, :1, :2, :2, :3], scale_factor=2, mode="trilinear", align_corners=False),
    "UpsampleTrilinear3d aligned": F.interpolate(VOLUME[:, :1, :2, :2, :2], scale_factor=2, mode="trilinear", align_corners=True),
    "ResizeLike nearest": F.interpolate(IMAGE, (3, 7), mode="nearest"),
    "ResizeLike linear": F.interpolate(IMAGE, (3, 7), mode="bilinear", align_corners=False),
    "ResizeLike aligned": F.interpolate(VOLUME, (2, 3, 5), mode="trilinear", align_corners=True),
    "GridSample": F.grid_sample(IMAGE, fill(0.7, 1, 3, 4, 2), align_corners=False),
    "GridSample aligned": F.grid_sample(IMAGE, fill(0.7, 1, 3, 4, 2), align_corners=True),
    "GridSample 3-D": F.grid_sample(VOLUME, fill(0.7, 1, 2, 3, 2, 3), align_corners=False),
    "PixelShuffle": F.pixel_shuffle(fill(0.1, 1, 8, 2, 3), 2),
    "Pad": F.pad(IMAGE, (1, 0, 0, 2), value=0.3),
    "Pad reflect": F.pad(IMAGE, (2, 1, 0, 3), mode="reflect"),
    "Pad edge": F.pad(IMAGE, (2, 1, 0, 3), mode="replicate"),
    "PadLike": F.pad(IMAGE, (1, 2, 0, 1)),
    "Crop": IMAGE[:, :, 1:3, 2:],
    "Slice": IMAGE[:, :, -3:-1],
    "Reshape": IMAGE.reshape(1, 4, 2, 5),
    "Transpose": X.permute(0, 3, 1, 2),
    "Flatten": IMAGE.flatten(1),
    "erf": torch.tensor([math.erf(i / 8) for i in range(-56, 57)]),
}

print(json.dumps({"made_with": {"torch": torch.__version__}, "cases": {
    name: {"shape": list(y.shape), "data": y.detach().flatten().tolist()} for name, y in CASES.items()}}, separators=(",", ":")).replace('},"', '},\n"'))
