"""The networks of Pipeline.Networks in Python's PyTorch, with the same state_dict keys, for the comparisons under tools/."""
import torch
from torch import nn
from torch.nn import functional as F


def sequence(*pairs):
    """[convolution 3x3 without bias, batch norm, ReLU] for every (in, out)."""
    return nn.Sequential(*(layer for i, o in pairs for layer in (nn.Conv2d(i, o, 3, padding=1, bias=False), nn.BatchNorm2d(o), nn.ReLU())))


class ConvBlock(nn.Module):
    def __init__(self, i, o):
        super().__init__()
        self.conv = sequence((i, o), (o, o))

    def forward(self, x):
        return self.conv(x)


class UpBlock(nn.Module):
    def __init__(self, i, o):
        super().__init__()
        self.up = nn.Sequential(nn.Upsample(scale_factor=2), *sequence((i, o)))

    def forward(self, x):
        return self.up(x)


class MiUNet(nn.Module):
    """training/Pipeline.Networks/MiUNet.cs; [N,C,H,W] to logits [N,classes,H,W]."""

    def __init__(self, inputs, classes, w=16):
        super().__init__()
        self.Conv1, self.Conv2, self.Conv3 = ConvBlock(inputs, w), ConvBlock(w, 2 * w), ConvBlock(2 * w, 4 * w)
        self.Conv4, self.Conv5 = ConvBlock(4 * w, 8 * w), ConvBlock(8 * w, 16 * w)
        self.Up5, self.Up_conv5 = UpBlock(16 * w, 8 * w), ConvBlock(16 * w, 8 * w)
        self.Up4, self.Up_conv4 = UpBlock(8 * w, 4 * w), ConvBlock(8 * w, 4 * w)
        self.Up3, self.Up_conv3 = UpBlock(4 * w, 2 * w), ConvBlock(4 * w, 2 * w)
        self.Up2, self.Up_conv2 = UpBlock(2 * w, w), ConvBlock(2 * w, w)
        self.DeConv_1x1 = nn.Conv2d(w, classes, 1)

    def forward(self, x):
        e1 = self.Conv1(x)
        e2 = self.Conv2(F.max_pool2d(e1, 2))
        e3 = self.Conv3(F.max_pool2d(e2, 2))
        e4 = self.Conv4(F.max_pool2d(e3, 2))
        d = self.Conv5(F.max_pool2d(e4, 2))
        d = self.Up_conv5(torch.cat([e4, self.Up5(d)], 1))
        d = self.Up_conv4(torch.cat([e3, self.Up4(d)], 1))
        d = self.Up_conv3(torch.cat([e2, self.Up3(d)], 1))
        d = self.Up_conv2(torch.cat([e1, self.Up2(d)], 1))
        return self.DeConv_1x1(d)


def double(i, o, bias=True):
    """Twice [convolution 3x3, batch norm, ReLU]."""
    return nn.Sequential(nn.Conv2d(i, o, 3, padding=1, bias=bias), nn.BatchNorm2d(o), nn.ReLU(),
                         nn.Conv2d(o, o, 3, padding=1, bias=bias), nn.BatchNorm2d(o), nn.ReLU())


def holder(**modules):
    """A module that only gives its parts a place in the keys."""
    m = nn.Module()
    for name, module in modules.items():
        m.add_module(name, module)
    return m


class UNetCam(nn.Module):
    """training/Pipeline.Networks/UNetCam.cs; [N,1,H,W] to maps [N,2,H,W] and logits [N,2]."""

    def __init__(self, w=16):
        super().__init__()
        self.inc = holder(conv=holder(conv=double(1, w)))
        for k, (i, o) in enumerate([(w, 2 * w), (2 * w, 4 * w), (4 * w, 4 * w)], 1):
            setattr(self, f"down{k}", holder(mpconv=nn.Sequential(nn.MaxPool2d(2), holder(conv=double(i, o)))))
        for k, (i, o) in enumerate([(8 * w, 2 * w), (4 * w, w), (2 * w, w)], 1):
            setattr(self, f"up{k}", holder(conv=holder(conv=double(i, o))))
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
