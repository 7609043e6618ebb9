"""The same steps as Program.cs, in Python's PyTorch: MiUNet, cross-entropy, AdamW."""
import pathlib, sys, time
import torch
from torch.nn import functional as F

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from torch_twins import MiUNet

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
