"""Writes tests/SystemTorch.Tests/Golden/torch-nn.json: what PyTorch 1.13 computes for layers, initialisers, optimisers
and schedules, on one thread. Run: /usr/bin/python3 tools/golden/record_torch_nn.py

Every layer case: seed, make the layer, draw the input, forward, and backward from sum(output * ramp) with the ramp going
evenly from -1 to 1 over the output's elements. Numbers are the shortest decimals that give the same float32 again.
"""
import json
import os

import numpy
import torch
from torch import nn
from torch.nn import functional as F
from torch.nn import init
from torch.optim import lr_scheduler as lrs

torch.set_num_threads(1)


def pack(tensor):
    array = tensor.detach().contiguous().numpy()
    if array.dtype == numpy.float32:
        data = [float(str(x)) for x in array.ravel()]
        data = [int(x) if x == int(x) and str(x) != "-0.0" else x for x in data]
    else:
        data = array.ravel().tolist()
    return {"shape": list(array.shape), "data": data}


def ramp(output):
    return torch.linspace(-1, 1, output.numel()).reshape(output.shape)


def layer(make, shape, seed=7):
    torch.manual_seed(seed)
    module = make()
    x = torch.randn(shape, requires_grad=True)
    case = {"seed": seed, "initial": {k: pack(v) for k, v in module.state_dict().items()}, "input": pack(x)}
    output = module(x)
    (output * ramp(output)).sum().backward()
    case["output"] = pack(output)
    case["input_grad"] = pack(x.grad)
    case["grads"] = {k: pack(p.grad) for k, p in module.named_parameters()}
    if list(module.buffers()):
        case["final"] = {k: pack(v) for k, v in module.named_buffers()}
        module.eval()
        case["eval_output"] = pack(module(x))
    return case


LAYERS = {
    "Conv2d": layer(lambda: nn.Conv2d(2, 3, 3, padding=1), (2, 2, 4, 3)),
    "Conv2d strided, grouped, dilated": layer(lambda: nn.Conv2d(2, 4, (3, 2), (2, 1), (2, 0), (2, 1), 2, bias=False), (1, 2, 5, 4)),
    "Conv2d reflect": layer(lambda: nn.Conv2d(1, 2, 3, padding=(1, 2), padding_mode="reflect"), (1, 1, 4, 5)),
    "Conv2d circular": layer(lambda: nn.Conv2d(1, 2, 3, padding=(2, 1), padding_mode="circular"), (1, 1, 4, 3)),
    "Conv2d same": layer(lambda: nn.Conv2d(1, 1, (2, 3), padding="same"), (1, 1, 3, 4)),
    "Conv2d same replicate": layer(lambda: nn.Conv2d(1, 1, (2, 3), padding="same", padding_mode="replicate"), (1, 1, 3, 4)),
    "Conv3d": layer(lambda: nn.Conv3d(1, 2, (1, 3, 3), padding=(0, 1, 1)), (1, 1, 2, 3, 4)),
    "ConvTranspose2d": layer(lambda: nn.ConvTranspose2d(2, 3, 2, stride=2), (1, 2, 3, 2)),
    "ConvTranspose2d output padding": layer(lambda: nn.ConvTranspose2d(1, 2, 3, (2, 3), 1, (1, 2)), (1, 1, 2, 2)),
    "ConvTranspose3d": layer(lambda: nn.ConvTranspose3d(2, 1, (1, 2, 2), stride=(1, 2, 2)), (1, 2, 2, 2, 2)),
    "Linear": layer(lambda: nn.Linear(4, 3), (2, 4)),
    "BatchNorm2d": layer(lambda: nn.BatchNorm2d(2), (3, 2, 2, 3)),
    "BatchNorm2d cumulative": layer(lambda: nn.BatchNorm2d(2, momentum=None, affine=False), (3, 2, 2, 2)),
    "BatchNorm3d": layer(lambda: nn.BatchNorm3d(2, 1e-3, 0.3), (2, 2, 2, 2, 2)),
    "InstanceNorm2d": layer(lambda: nn.InstanceNorm2d(2), (2, 2, 2, 3)),
    "InstanceNorm2d tracking": layer(lambda: nn.InstanceNorm2d(2, affine=True, track_running_stats=True), (2, 2, 2, 3)),
    "GroupNorm": layer(lambda: nn.GroupNorm(2, 4), (2, 4, 3)),
    "LayerNorm": layer(lambda: nn.LayerNorm([2, 3]), (2, 2, 3)),
    "PReLU": layer(lambda: nn.PReLU(2), (1, 2, 3)),
    "ReLU": layer(nn.ReLU, (2, 4)),
    "LeakyReLU": layer(lambda: nn.LeakyReLU(0.1), (2, 4)),
    "ELU": layer(lambda: nn.ELU(0.7), (2, 4)),
    "GELU": layer(nn.GELU, (2, 4)),
    "GELU tanh": layer(lambda: nn.GELU("tanh"), (2, 4)),
    "SiLU": layer(nn.SiLU, (2, 4)),
    "Sigmoid": layer(nn.Sigmoid, (2, 4)),
    "Softmax": layer(lambda: nn.Softmax(1), (2, 4)),
    "MaxPool2d": layer(lambda: nn.MaxPool2d(3, 2, 1), (1, 2, 5, 4)),
    "MaxPool3d": layer(lambda: nn.MaxPool3d((1, 2, 2)), (1, 1, 2, 4, 4)),
    "AvgPool2d": layer(lambda: nn.AvgPool2d((3, 2), 2, 1, count_include_pad=False), (1, 1, 5, 4)),
    "AdaptiveAvgPool2d": layer(lambda: nn.AdaptiveAvgPool2d((2, 3)), (1, 1, 5, 4)),
    "Upsample nearest": layer(lambda: nn.Upsample(scale_factor=2), (1, 1, 2, 3)),
    "Upsample bilinear": layer(lambda: nn.Upsample(scale_factor=(2, 1.5), mode="bilinear", align_corners=False), (1, 1, 3, 2)),
    "Upsample bilinear aligned": layer(lambda: nn.Upsample((4, 5), mode="bilinear", align_corners=True), (1, 1, 3, 2)),
    "Upsample bicubic": layer(lambda: nn.Upsample((4, 5), mode="bicubic"), (1, 1, 3, 2)),
    "Upsample trilinear": layer(lambda: nn.Upsample((2, 3, 4), mode="trilinear"), (1, 1, 2, 2, 2)),
    "Flatten": layer(nn.Flatten, (2, 2, 2)),
    "PixelShuffle": layer(lambda: nn.PixelShuffle(2), (1, 4, 2, 2)),
    "ReflectionPad2d": layer(lambda: nn.ReflectionPad2d((1, 2, 0, 1)), (1, 1, 3, 3)),
    "ZeroPad2d": layer(lambda: nn.ZeroPad2d(1), (1, 1, 2, 2)),
    "Dropout": layer(lambda: nn.Dropout(0.3), (4, 8)),
    "Dropout2d": layer(lambda: nn.Dropout2d(0.4), (2, 4, 1, 2)),
    "Dropout3d": layer(lambda: nn.Dropout3d(0.4), (2, 4, 1, 1, 2)),
    "Sequential": layer(lambda: nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU(inplace=True), nn.Dropout(0.5), nn.Flatten(), nn.Linear(8, 2)), (2, 1, 4, 4)),
}


def functions():
    torch.manual_seed(11)
    logits = torch.randn(2, 3, 2, 2)
    classes = torch.tensor([[[0, 2], [1, 255]], [[2, 2], [0, 1]]])
    weight = torch.tensor([0.5, 1.0, 2.0])
    p, q = torch.rand(2, 5) * 0.8 + 0.1, torch.rand(2, 5) * 0.8 + 0.1
    image = torch.randn(1, 2, 4, 3)
    volume = torch.randn(1, 1, 2, 3, 2)
    grid = torch.rand(1, 2, 3, 2) * 2.6 - 1.3
    theta = torch.randn(1, 2, 3)
    x = torch.randn(2, 6)
    safe = classes.clamp(max=2)
    inputs = {"logits": logits, "classes": classes, "weight": weight, "p": p, "q": q, "image": image,
              "volume": volume, "grid": grid, "theta": theta, "x": x}
    outputs = {
        "cross_entropy": F.cross_entropy(logits, classes, weight, ignore_index=255),
        "cross_entropy none": F.cross_entropy(logits, classes, ignore_index=255, reduction="none"),
        "cross_entropy smooth sum": F.cross_entropy(logits, safe, reduction="sum", label_smoothing=0.1),
        "cross_entropy soft": F.cross_entropy(logits, logits.flip(0).softmax(1)),
        "nll_loss": F.nll_loss(F.log_softmax(logits, 1), safe, weight),
        "binary_cross_entropy": F.binary_cross_entropy(p, q, reduction="sum"),
        "binary_cross_entropy_with_logits": F.binary_cross_entropy_with_logits(p, q, pos_weight=torch.full((5,), 3.0)),
        "mse_loss": F.mse_loss(p, q),
        "l1_loss": F.l1_loss(p, q, reduction="sum"),
        "smooth_l1_loss": F.smooth_l1_loss(p, q, beta=0.2),
        "kl_div": F.kl_div(p.log(), q),
        "kl_div log": F.kl_div(p.log(), q.log(), log_target=True),
        "softplus": F.softplus(x, 2, 1.5),
        "logsigmoid": F.logsigmoid(x),
        "log_softmax": F.log_softmax(x, 1),
        "cosine_similarity": F.cosine_similarity(p, q),
        "normalize": F.normalize(x, 3, 1),
        "one_hot": F.one_hot(safe, 4),
        "unfold": F.unfold(image, 2, padding=1, stride=2),
        "fold": F.fold(F.unfold(image, 2), (4, 3), 2),
        "pad constant": F.pad(image, (1, 0, -1, 1), value=2.5),
        "pad replicate": F.pad(image, (1, 2, 0, 1), "replicate"),
        "pad circular": F.pad(image, (1, 0, 1, 1), "circular"),
        "grid_sample": F.grid_sample(image, grid, align_corners=False),
        "grid_sample nearest border": F.grid_sample(image, grid, "nearest", "border", True),
        "grid_sample reflection": F.grid_sample(image, grid, "bilinear", "reflection", False),
        "affine_grid": F.affine_grid(theta, [1, 1, 2, 3], align_corners=False),
        "interpolate nearest exact": F.interpolate(image, (3, 5), mode="nearest-exact"),
        "interpolate area": F.interpolate(image, scale_factor=0.5, mode="area"),
        "interpolate antialias": F.interpolate(image, (2, 2), mode="bilinear", antialias=True, align_corners=False),
        "interpolate recomputed": F.interpolate(image, scale_factor=(1.6, 1.7), mode="bilinear", recompute_scale_factor=True, align_corners=False),
        "interpolate nearest 3-D": F.interpolate(volume, scale_factor=(2, 1, 1.5)),
        "feature_alpha_dropout": (torch.manual_seed(3), F.feature_alpha_dropout(image, 0.5, True))[1],
    }
    return {"inputs": {k: pack(v) for k, v in inputs.items()}, "outputs": {k: pack(v) for k, v in outputs.items()}}


def initialisers():
    cases = {
        "uniform_": (lambda t: init.uniform_(t, -2, 3), (5,)),
        "normal_": (lambda t: init.normal_(t, 1, 0.5), (17,)),
        "trunc_normal_": (lambda t: init.trunc_normal_(t, 0.5, 2, -1, 3), (9,)),
        "orthogonal_ tall": (lambda t: init.orthogonal_(t, 1.5), (4, 3)),
        "orthogonal_ wide": (init.orthogonal_, (2, 3, 2)),
        "sparse_": (lambda t: init.sparse_(t, 0.4), (5, 3)),
        "kaiming_uniform_": (lambda t: init.kaiming_uniform_(t, 0.2, "fan_out"), (3, 2, 2)),
        "kaiming_normal_": (lambda t: init.kaiming_normal_(t, nonlinearity="relu"), (3, 2, 3)),
        "xavier_uniform_": (lambda t: init.xavier_uniform_(t, 2), (3, 4)),
        "xavier_normal_": (init.xavier_normal_, (3, 2, 3)),
        "dirac_": (init.dirac_, (3, 2, 3, 3)),
        "eye_": (init.eye_, (2, 3)),
    }
    out = {}
    for name, (fill, shape) in cases.items():
        torch.manual_seed(5)
        out[name] = pack(fill(torch.empty(shape)))
    return out


OPTIMISERS = {
    "Adam": lambda p: torch.optim.Adam(p, 0.01),
    "Adam decay amsgrad": lambda p: torch.optim.Adam(p, 0.02, (0.8, 0.95), 1e-6, 0.1, amsgrad=True),
    "Adam maximize": lambda p: torch.optim.Adam(p, 0.01, maximize=True),
    "AdamW": lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.05),
    "AdamW amsgrad": lambda p: torch.optim.AdamW(p, 0.01, (0.7, 0.9), weight_decay=0.2, amsgrad=True),
    "RAdam": lambda p: torch.optim.RAdam(p, 0.01),
    "RAdam decay": lambda p: torch.optim.RAdam(p, 0.02, (0.8, 0.95), 1e-6, 0.1),
    "SGD": lambda p: torch.optim.SGD(p, 0.1),
    "SGD momentum": lambda p: torch.optim.SGD(p, 0.05, momentum=0.9, dampening=0.1, weight_decay=0.01),
    "SGD nesterov": lambda p: torch.optim.SGD(p, 0.05, momentum=0.9, nesterov=True),
    "SGD maximize": lambda p: torch.optim.SGD(p, 0.01, momentum=0.5, weight_decay=0.1, maximize=True),
}


def optimisers():
    out = {}
    for name, make in OPTIMISERS.items():
        torch.manual_seed(13)
        a, b = (torch.randn(3, 2).requires_grad_(), torch.randn(4).requires_grad_())
        case = {"start": [pack(a), pack(b)], "steps": []}
        optimiser = make([a, b])
        for _ in range(10):
            optimiser.zero_grad()
            ((a * a).sum() + (b.tanh() * b).sum()).backward()
            optimiser.step()
            case["steps"].append([pack(a), pack(b)])
        out[name] = case
    return out


def schedules():
    def sequential(o):
        return lrs.SequentialLR(o, [lrs.LinearLR(o, 0.1, total_iters=4), lrs.CosineAnnealingLR(o, 10), lrs.ExponentialLR(o, 0.8)], [4, 14])

    makers = {
        "StepLR": lambda o: lrs.StepLR(o, 3, 0.5),
        "LambdaLR": lambda o: lrs.LambdaLR(o, lambda k: (1 - k / 30) ** 0.9),
        "MultiStepLR": lambda o: lrs.MultiStepLR(o, [2, 5, 5, 11], 0.3),
        "PolynomialLR": lambda o: lrs.PolynomialLR(o, 12, 0.9),
        "MultiplicativeLR": lambda o: lrs.MultiplicativeLR(o, lambda k: 1 - 0.01 * k),
        "ExponentialLR": lambda o: lrs.ExponentialLR(o, 0.9),
        "ConstantLR": lambda o: lrs.ConstantLR(o, 0.25, 6),
        "LinearLR": lambda o: lrs.LinearLR(o, 0.2, 0.9, 7),
        "CosineAnnealingLR": lambda o: lrs.CosineAnnealingLR(o, 8, 0.001),
        "ChainedLR": lambda o: lrs.ChainedScheduler([lrs.ConstantLR(o, 0.1, 3), lrs.ExponentialLR(o, 0.9)]),
        "SequentialLR": sequential,
    }
    out = {}
    for name, make in makers.items():
        a, b = torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)
        optimiser = torch.optim.SGD([{"params": [a]}, {"params": [b], "lr": 0.7}], 0.1)
        schedule = make(optimiser)
        rates = []
        for _ in range(20):
            rates.append([group["lr"] for group in optimiser.param_groups])
            optimiser.step()
            schedule.step()
        out[name] = rates
    return out


def clipping():
    out = {}
    for name, norm_type, limit in (("2", 2.0, 1.5), ("1", 1.0, 2.0), ("inf", float("inf"), 0.5), ("loose", 2.0, 1e3)):
        torch.manual_seed(17)
        parameters = [nn.Parameter(torch.randn(3, 2)), nn.Parameter(torch.randn(4))]
        for p in parameters:
            p.grad = torch.randn_like(p)
        total = nn.utils.clip_grad_norm_(parameters, limit, norm_type)
        out[name] = {"norm": float(total), "grads": [pack(p.grad) for p in parameters]}
    return out


golden = {
    "torch": torch.__version__,
    "layers": LAYERS,
    "functions": functions(),
    "initialisers": initialisers(),
    "optimisers": optimisers(),
    "schedules": schedules(),
    "clipping": clipping(),
}
path = os.path.join(os.path.dirname(__file__), "../../tests/SystemTorch.Tests/Golden/torch-nn.json")
with open(path, "w", encoding="utf-8", newline="\n") as file:
    file.write(json.dumps(golden, separators=(",", ":")).replace('},"', '},\n"') + "\n")
print(os.path.getsize(path), "bytes")
