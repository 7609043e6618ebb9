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
