"""Writes the ONNX files of this folder with writers that are not ours: PyTorch's exporter and the onnx package.

Run with: python3 make_golden.py   (needs torch and onnx; made with torch 1.13.1 and onnx 1.12.0)
"""
import warnings

import onnx
import torch
from onnx import TensorProto, helper
from torch import nn

warnings.filterwarnings("ignore")


class SmallUNet(nn.Module):
    """One level: convolution, pooling, up-sampling, skip connection, head."""

    def __init__(self):
        super().__init__()
        self.down = nn.Sequential(nn.Conv2d(1, 2, 3, padding=1), nn.BatchNorm2d(2), nn.ReLU())
        self.up = nn.Sequential(nn.Upsample(scale_factor=2), nn.Conv2d(2, 2, 3, padding=1))
        self.head = nn.Conv2d(4, 3, 1)

    def forward(self, image):
        fine = self.down(image)
        return self.head(torch.cat([fine, self.up(nn.functional.max_pool2d(fine, 2))], dim=1))


torch.manual_seed(0)
axes = {0: "n", 2: "h", 3: "w"}
torch.onnx.export(
    SmallUNet().eval(), torch.zeros(1, 1, 16, 16), "small-unet-torch.onnx", opset_version=17,
    input_names=["image"], output_names=["logits"], dynamic_axes={"image": axes, "logits": axes})

class ShiftedUNet(nn.Module):
    """Sizes that are computed: coordinates of the pixels, a grid made of them, and up-sampling to the size of the skip."""

    def __init__(self):
        super().__init__()
        self.down = nn.Conv2d(1, 2, 3, padding=1)
        self.head = nn.Conv2d(4, 3, 1)

    def forward(self, image):
        fine = self.down(image)
        n, _, h, w = fine.shape
        y, x = torch.arange(h, dtype=torch.float32), torch.arange(w, dtype=torch.float32)
        grid = torch.stack([(2 * x / (w - 1) - 1).expand(h, w), (2 * y / (h - 1) - 1).unsqueeze(1).expand(h, w)], dim=-1)
        shifted = nn.functional.grid_sample(fine, grid.unsqueeze(0).expand(n, h, w, 2), align_corners=True)
        coarse = nn.functional.max_pool2d(fine, 2)
        return self.head(torch.cat([shifted, nn.functional.interpolate(coarse, size=(h, w))], dim=1))


torch.onnx.export(
    ShiftedUNet().eval(), torch.zeros(2, 1, 16, 24), "sizes-torch.onnx", opset_version=17,
    input_names=["image"], output_names=["logits"], dynamic_axes={"image": axes, "logits": axes})

# Typed lists instead of raw bytes, attributes of every accepted kind, texts and metadata.
graph = helper.make_graph(
    [
        helper.make_node("Constant", [], ["axes"], name="axes", value_ints=[2, 3]),
        helper.make_node("ReduceMean", ["image"], ["mean"], name="mean", axes=[2, 3], keepdims=1),
        helper.make_node("Sub", ["image", "mean"], ["centred"], name="centre"),
        helper.make_node("LeakyRelu", ["centred"], ["rectified"], name="rectify", alpha=0.1, doc_string="slope by float"),
        helper.make_node("Cast", ["half"], ["gain"], name="gain", to=TensorProto.FLOAT),
        helper.make_node("Mul", ["rectified", "gain"], ["scaled"], name="scale"),
        helper.make_node("Resize", ["scaled", "", "scales"], ["logits"], name="resize", mode="linear"),
    ],
    "kinds",
    [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["n", 1, None, 8])],
    [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", 1, "h", 16])],
    [
        helper.make_tensor("half", TensorProto.FLOAT16, [1], [2.0]),
        helper.make_tensor("scales", TensorProto.FLOAT, [4], [1, 1, 2, 2]),
        helper.make_tensor("counts", TensorProto.INT64, [3], [1, -2, 3]),
        helper.make_tensor("flags", TensorProto.BOOL, [2], [True, False]),
        helper.make_tensor("exact", TensorProto.DOUBLE, [], [0.5]),
    ])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="onnx-helper", ir_version=8)
model.metadata_props.add(key="note", value="größer")
onnx.checker.check_model(model)
onnx.save(model, "kinds-onnx.onnx")
