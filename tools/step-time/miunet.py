"""MiUNet in Python's PyTorch: logits, and the features of the three layers that the semi-supervised method uses."""
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

    def features(self, x):
        skips = []
        for i, d in enumerate(self.down):
            x = d(x if i == 0 else F.max_pool2d(x, 2))
            skips.append(x)
        decoder = []
        for i in range(4):
            x = self.merge[i](torch.cat([skips[3 - i], self.up[i](x)], 1))
            decoder.append(x)
        return self.head(x), {"Conv5": skips[4], "Up_conv3": decoder[2], "Up_conv2": decoder[3]}

    def forward(self, x):
        return self.features(x)[0]
