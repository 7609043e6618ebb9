"""The same steps as Program.cs, in Python's PyTorch: MiUNet, cross-entropy, AdamW."""
import sys, time
import torch
from torch import nn
from torch.nn import functional as F


def block(i, o):
    return nn.Sequential(nn.Conv2d(i, o, 3, padding=1, bias=False), nn.BatchNorm2d(o), nn.ReLU(),
                         nn.Conv2d(o, o, 3, padding=1, bias=False), nn.BatchNorm2d(o), nn.ReLU())


def up(i, o):
    return nn.Sequential(nn.Upsample(scale_factor=2), nn.Conv2d(i, o, 3, padding=1, bias=False), nn.BatchNorm2d(o), nn.ReLU())


class MiUNet(nn.Module):
    def __init__(self, inputs, classes, w=16):
        super().__init__()
        f = [w, 2 * w, 4 * w, 8 * w, 16 * w]
        self.down = nn.ModuleList([block(i, o) for i, o in zip([inputs] + f, f)])
        self.up = nn.ModuleList([up(f[i + 1], f[i]) for i in (3, 2, 1, 0)])
        self.merge = nn.ModuleList([block(f[i + 1], f[i]) for i in (3, 2, 1, 0)])
        self.head = nn.Conv2d(w, classes, 1)

    def forward(self, x):
        skips = []
        for i, d in enumerate(self.down):
            x = d(x if i == 0 else F.max_pool2d(x, 2))
            skips.append(x)
        for i in range(4):
            x = self.merge[i](torch.cat([skips[3 - i], self.up[i](x)], 1))
        return self.head(x)


batch, size, threads = map(int, sys.argv[1:4])
torch.set_num_threads(threads)
torch.manual_seed(1)
net = MiUNet(1, 4).train()
optimizer = torch.optim.AdamW(net.parameters(), 1e-3)
image, label = torch.randn(batch, 1, size, size), torch.randint(4, (batch, size, size))
for line in sys.stdin:
    times = []
    for _ in range(int(line)):
        t = time.perf_counter()
        optimizer.zero_grad()
        loss = F.cross_entropy(net(image), label)
        loss.backward()
        optimizer.step()
        loss.item()
        times.append(1000 * (time.perf_counter() - t))
    times.sort()
    rss = int(next(l for l in open("/proc/self/status") if l.startswith("VmRSS")).split()[1]) / 1024
    print(f"{times[len(times) // 2]:.2f} {rss:.1f}", flush=True)
