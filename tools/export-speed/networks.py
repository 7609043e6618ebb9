"""MiUNet and UNetCam in Python's PyTorch, with the keys of the authors' classes, which are also ours."""
import torch
from torch import nn
from torch.nn import functional as F


def convolutions(i, o, bias):
    return nn.Sequential(nn.Conv2d(i, o, 3, padding=1, bias=bias), nn.BatchNorm2d(o), nn.ReLU(),
                         nn.Conv2d(o, o, 3, padding=1, bias=bias), nn.BatchNorm2d(o), nn.ReLU())


def holder(**modules):
    m = nn.Module()
    for name, module in modules.items():
        m.add_module(name, module)
    return m


class MiUNet(nn.Module):
    """[N,1,H,W] to logits [N,classes,H,W]."""

    def __init__(self, inputs=1, classes=4, w=16):
        super().__init__()
        f = [w, 2 * w, 4 * w, 8 * w, 16 * w]
        for k in range(5):
            setattr(self, f"Conv{k + 1}", holder(conv=convolutions(inputs if k == 0 else f[k - 1], f[k], bias=False)))
        for k in (4, 3, 2, 1):
            up = nn.Sequential(nn.Upsample(scale_factor=2), nn.Conv2d(f[k], f[k - 1], 3, padding=1, bias=False), nn.BatchNorm2d(f[k - 1]), nn.ReLU())
            setattr(self, f"Up{k + 1}", holder(up=up))
            setattr(self, f"Up_conv{k + 1}", holder(conv=convolutions(f[k], f[k - 1], bias=False)))
        self.DeConv_1x1 = nn.Conv2d(w, classes, 1)

    def forward(self, x):
        skips = []
        for k in range(1, 6):
            x = getattr(self, f"Conv{k}").conv(x if k == 1 else F.max_pool2d(x, 2))
            skips.append(x)
        for k in (5, 4, 3, 2):
            x = getattr(self, f"Up_conv{k}").conv(torch.cat([skips[k - 2], getattr(self, f"Up{k}").up(x)], 1))
        return self.DeConv_1x1(x)


class UNetCam(nn.Module):
    """[N,1,H,W] to maps [N,2,H,W] and logits [N,2]."""

    def __init__(self, w=16):
        super().__init__()
        self.inc = holder(conv=holder(conv=convolutions(1, w, bias=True)))
        for k, (i, o) in enumerate([(w, 2 * w), (2 * w, 4 * w), (4 * w, 4 * w)], 1):
            setattr(self, f"down{k}", holder(mpconv=nn.Sequential(nn.MaxPool2d(2), holder(conv=convolutions(i, o, bias=True)))))
        for k, (i, o) in enumerate([(8 * w, 2 * w), (4 * w, w), (2 * w, w)], 1):
            setattr(self, f"up{k}", holder(conv=holder(conv=convolutions(i, o, bias=True))))
        self.backbone = nn.Sequential(nn.Conv2d(w, w, 3, padding=1), nn.BatchNorm2d(w), nn.ReLU())
        self.classifier = nn.Conv2d(w, 2, 1, bias=False)

    def forward(self, x):
        skips = [self.inc.conv.conv(x)]
        for k in (1, 2, 3):
            pool, block = getattr(self, f"down{k}").mpconv
            skips.append(block.conv(pool(skips[-1])))
        x = skips[3]
        for k in (1, 2, 3):
            x = getattr(self, f"up{k}").conv.conv(torch.cat([skips[3 - k], F.interpolate(x, scale_factor=2)], 1))
        cam = self.classifier(self.backbone(x))
        return cam, cam.mean((2, 3))


NETWORKS = {"mi-unet": (MiUNet, ["logits"]), "unet-cam": (UNetCam, ["cam", "logits"])}


def create(name, seed=1):
    """The network in evaluation mode, with random weights and batch norms far from the identity."""
    torch.manual_seed(seed)
    network = NETWORKS[name][0]()
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.weight, 1, 0.2)
            nn.init.normal_(module.bias, 0, 0.2)
            nn.init.normal_(module.running_mean, 0, 0.3)
            nn.init.uniform_(module.running_var, 0.5, 1.5)
    return network.eval()
