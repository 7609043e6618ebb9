"""The same steps as Program.cs, in Python's PyTorch: the semi-supervised loss with the same algorithm for the local mutual information."""
import math, pathlib, sys, time
import torch
from torch import nn
from torch.nn import functional as F

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from torch_twins import MiUNet

labelled, unlabelled, size, threads, clusters, heads, padding = map(int, sys.argv[1:8])
torch.set_num_threads(threads)
torch.manual_seed(1)
BANDS = 4
LAYERS = [("Conv5", 1.0, None, 256), ("Up_conv3", 0.5, 1, 32), ("Up_conv2", 0.5, padding, 16)]
FLIPS = [((i % 5) != 4, (i % 5) != 3) for i in range(unlabelled)]
CONS, MI, DICE, RATE, DECAY = 10.0, 0.1, 1.0, 2e-3, 0.995


def information(joint, eps):
    rows, columns = (joint.sum(-1, keepdim=True) + eps).log(), (joint.sum(-2, keepdim=True) + eps).log()
    return -(joint * ((joint + eps).log() - columns - rows)).sum((-2, -1))


def global_mi(x, y):
    table = x.double().t().matmul(y.double())
    table = (table + table.t()) / 2
    return information(table / table.sum(), 1e-10).to(x.dtype)


def joint(x, y, p):
    total = None
    for a, b in zip(x.detach().unbind(0), y.detach().unbind(0)):
        k, h, w = a.shape
        rows = -(-h // BANDS)
        missing = rows * BANDS - h
        padded = F.pad(a, (p, p, p, p + missing))
        maps = torch.stack([padded.narrow(1, i * rows, rows + 2 * p) for i in range(BANDS)], 1)
        table = F.conv2d(maps, F.pad(b, (0, 0, 0, missing)).reshape(k, BANDS, rows, w)).double()
        total = table if total is None else total.add_(table)
    return total


def displacements(r, shift):
    table = r.permute(2, 3, 0, 1)
    if shift:
        table = table - r.detach().min() + 1e-16
    p = table / table.sum((-2, -1), keepdim=True)
    return information((p + p.transpose(-2, -1)) / 2, 1e-16)


def local_mi(x, y, p):
    r = joint(x, y, p).requires_grad_(True)
    loss = displacements(r, True).mean()
    unshifted = displacements(r.detach(), False).mean()
    kernel = torch.autograd.grad(loss, r)[0].transpose(0, 1).to(x.dtype).contiguous()
    surrogate = (F.conv2d(x, kernel, padding=p) * y).sum()
    return loss.detach().to(x.dtype) + (surrogate - surrogate.detach()), unshifted


def flip(x):
    dims = {(True, True): (1, 2), (True, False): (1,), (False, True): (2,)}
    return torch.stack([image.flip(dims[f]) if any(f) else image for image, f in zip(x.unbind(0), FLIPS)])


def soft_dice(logits, labels):
    p = logits.softmax(1)[:, 1:]
    t = F.one_hot(labels, 4).permute(0, 3, 1, 2)[:, 1:].to(logits.dtype)
    inter, sizes = (p * t).sum((0, 2, 3)), p.sum((0, 2, 3)) + t.sum((0, 2, 3))
    return 1 - ((2 * inter + 1e-5) / (sizes + 1e-5)).mean()


net, averaged = MiUNet(1, 4).train(), MiUNet(1, 4)
head = lambda channels, pixels: nn.Conv2d(channels, clusters, 1) if pixels else nn.Linear(channels, clusters)
sub = nn.ModuleList([nn.ModuleList([head(c, p is not None) for _ in range(heads)]) for _, _, p, c in LAYERS])
optimisers = [(list(m.parameters()), torch.optim.AdamW(m.parameters(), RATE, weight_decay=1e-4)) for m in (net, sub)]
pairs = [(s, t) for s, t in zip(net.state_dict().values(), averaged.state_dict().values())]
host = torch.sin(0.01 * torch.arange(size * size)).reshape(1, 1, size, size)
xl, xu = host.repeat(labelled, 1, 1, 1), host.repeat(unlabelled, 1, 1, 1)
yl = (torch.arange(size * size) % 4).reshape(1, size, size).repeat(labelled, 1, 1)


def step(number):
    for _, optimiser in optimisers:
        optimiser.zero_grad()
    images, labels, plain = xl.clone(), yl.clone(), xu.clone()
    logits, features = net.features(torch.cat([images, plain, flip(plain)]))
    sizes = [labelled, unlabelled, unlabelled]
    ll, lu, lt = logits.split(sizes)
    ce, dice = F.cross_entropy(ll, labels), soft_dice(ll, labels)
    cons = (lt.softmax(1) - flip(lu.detach()).softmax(1)).pow(2).mean(1).mean()
    losses, figures = [], []
    for (name, weight, p, _), group in zip(LAYERS, sub):
        a, b = features[name].split(sizes)[1:]
        if p is None:
            values = [global_mi(h(a.mean((2, 3))).softmax(1), h(b.mean((2, 3))).softmax(1)) for h in group]
            shown = [v.detach() for v in values]
        else:
            a = flip(a)
            values, shown = zip(*[local_mi(h(a).softmax(1), h(b).softmax(1), p) for h in group])
        losses.append(weight / 2 * sum(values) / heads)
        figures.append(sum(shown) / heads)
    mi = sum(losses)
    total = ce + DICE * dice + CONS * cons + MI * mi
    torch.stack([v.detach().double() for v in (ce, dice, cons, mi, *figures)]).tolist()
    total.backward()
    for parameters, optimiser in optimisers:
        float(nn.utils.clip_grad_norm_(parameters, 5))
        optimiser.step()
    decay = min(DECAY, 1 - 1 / (number + 1))
    with torch.no_grad():
        for source, target in pairs:
            if source.is_floating_point():
                target.mul_(decay).add_(source, alpha=1 - decay)
            else:
                target.copy_(source)
    return total.item()


done = 0
for line in sys.stdin:
    times = []
    for _ in range(int(line)):
        t = time.perf_counter()
        value = step(done)
        times.append(1000 * (time.perf_counter() - t))
        done += 1
        assert math.isfinite(value)
    times.sort()
    rss = int(next(l for l in open("/proc/self/status") if l.startswith("VmRSS")).split()[1]) / 1024
    print(f"{times[len(times) // 2]:.2f} {rss:.1f}", flush=True)
