"""Makes tests/Pipeline.Imaging.Tests/Golden with other implementations: nibabel, numpy, torch, scipy.

Run from the repository's root:  python3 tools/golden/imaging.py
Debian 12: apt-get install python3-nibabel python3-scipy python3-torch
Versions used are recorded in each file under "made_with". Regenerate on purpose only.
"""
import gzip
import json
import pathlib

import nibabel
import numpy as np
import scipy
import torch
from scipy import ndimage

OUT = pathlib.Path("tests/Pipeline.Imaging.Tests/Golden")
TYPES = ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8"]


def save(name, content):
    content = {"made_with": {m.__name__: m.__version__ for m in (nibabel, np, torch, scipy)}, **content}
    (OUT / name).write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="ascii")


def write_gz(path, image):
    """nibabel's bytes, compressed without a time so that the file can be made again."""
    path.write_bytes(gzip.compress(image.to_bytes(), mtime=0))


def oblique(axis, degrees, spacing, origin, flip=1.0):
    axis = np.asarray(axis, float) / np.linalg.norm(axis)
    t = np.deg2rad(degrees)
    k = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    rotation = np.eye(3) + np.sin(t) * k + (1 - np.cos(t)) * k @ k
    affine = np.eye(4)
    affine[:3, :3] = rotation @ np.diag([1, 1, flip]) @ np.diag(spacing)
    affine[:3, 3] = origin
    return affine


def image(raw, endian, cls=nibabel.Nifti1Image, slope=None, inter=None):
    header = cls.header_class(endianness=endian)
    header.set_data_dtype(raw.dtype)
    made = cls(raw, None, header)
    if slope is not None:
        made.header.set_slope_inter(slope, inter)
    return made


def describe(name, made):
    values = np.asarray(made.dataobj, dtype=np.float64)
    fields = made.header
    return {
        "file": name,
        "datatype": fields.get_data_dtype().name,
        "big_endian": fields.endianness == ">",
        "shape": list(made.shape),
        "affine": made.affine.tolist(),
        "orientation": "".join(nibabel.aff2axcodes(made.affine)),
        "values": values.flatten(order="F").tolist(),
    }


def nifti():
    folder = OUT / "nifti"
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.RandomState(1)
    files = []

    def add(name, made, affine=None):
        write_gz(folder / name, made)
        again = nibabel.load(folder / name)
        files.append(describe("nifti/" + name, again))
        if affine is not None:
            files[-1]["affine"] = affine.tolist()

    for type_name in TYPES:
        for endian, word in (("<", "le"), (">", "be")):
            dtype = np.dtype(type_name)
            if dtype.kind == "f":
                raw = (rng.standard_normal((3, 4, 2)) * 1000).astype(dtype)
            else:
                limits = np.iinfo(dtype)
                raw = rng.randint(0, 256, (3, 4, 2, dtype.itemsize)).astype(np.uint8).copy().view(dtype)[..., 0]
                raw = raw.copy(order="F")
                raw[0, 0, 0], raw[2, 3, 1] = limits.min, limits.max
            made = image(raw, endian)
            made.set_sform(oblique((1, 2, 3), 20, (1.5, 1.25, 8), (-10, 20, 30)), 1)
            add(f"{dtype.name}-{word}.nii.gz", made)

    raw = rng.randint(-300, 3000, (3, 4, 2)).astype(np.int16)
    scaled = image(raw, "<", slope=0.07540696859359741, inter=3100.76171875)
    scaled.set_sform(np.diag([-2.0, 2, 3, 1]), 1)
    # The array is given unscaled: write header and voxels by hand so that nibabel does not choose its own slope.
    header = scaled.header.copy()
    header["scl_slope"], header["scl_inter"] = 0.07540696859359741, 3100.76171875
    header["vox_offset"] = 352
    content = header.binaryblock + b"\0\0\0\0" + raw.tobytes(order="F")
    (folder / "scaled.nii.gz").write_bytes(gzip.compress(content, mtime=0))
    files.append(describe("nifti/scaled.nii.gz", nibabel.load(folder / "scaled.nii.gz")))

    raw = np.arange(24, dtype=np.int16).reshape((3, 4, 2), order="F")
    cases = {
        "qform-oblique": dict(q=oblique((1, -2, 0.5), 75, (0.7, 1.1, 5), (12, -7, 3))),
        "qform-left-handed": dict(q=oblique((0, 1, 0.2), 140, (2, 1, 3), (0, 5, -9), flip=-1)),
        "qform-half-turn": dict(q=oblique((1, 1, 0), 180, (1, 1, 2), (1, 2, 3))),
        "sform-over-qform": dict(q=oblique((1, 0, 0), 30, (1, 1, 1), (0, 0, 0)), s=oblique((0, 0, 1), 200, (1, 2, 3), (4, 5, 6))),
        "sform-sheared": dict(s=np.array([[1, 0.2, 0, 1], [0, 2, 0.1, 2], [0.05, 0, 3, 3], [0, 0, 0, 1]])),
        "sform-sagittal": dict(s=np.array([[0, 0, -4.0, 10], [1.2, 0, 0, 20], [0, -1.3, 0, 30], [0, 0, 0, 1]])),
    }
    for name, case in cases.items():
        for cls, suffix in ((nibabel.Nifti1Image, ""), (nibabel.Nifti2Image, "-nifti2")):
            made = image(raw, "<", cls)
            if "q" in case:
                made.set_qform(case["q"], 1)
            else:
                made.header["qform_code"] = 0
            if "s" in case:
                made.set_sform(case["s"], 2)
            else:
                made.header["sform_code"] = 0
            # Single precision leaves 1 - b*b - c*c at 6e-8: nibabel takes that for an angle of 0.03 degrees, nifti1_io.c
            # for a half turn. We follow nifti1_io.c; the expected affine is the one that was asked for.
            add(name + suffix + ".nii.gz", made, case["q"] if name == "qform-half-turn" else None)
    save("nifti.json", {"files": files})


def resampling():
    rng = np.random.RandomState(2)
    planes = []
    for (w, h), (to_w, to_h) in [((7, 5), (11, 9)), ((7, 5), (3, 2)), ((7, 5), (7, 9)), ((9, 6), (4, 6)), ((1, 4), (3, 2)), ((16, 12), (13, 17)), ((5, 5), (1, 1))]:
        plane = (rng.standard_normal((h, w)) * 100).astype(np.float32)
        out = torch.nn.functional.interpolate(torch.from_numpy(plane.astype(np.float64))[None, None], size=(to_h, to_w), mode="bilinear", align_corners=False)
        planes.append({"width": w, "height": h, "to_width": to_w, "to_height": to_h, "source": plane.ravel().tolist(), "target": out.numpy().ravel().tolist()})
    labels = []
    for (w, h), (to_w, to_h) in [((9, 8), (14, 13)), ((12, 10), (7, 7)), ((6, 9), (11, 5))]:
        plane = rng.randint(0, 4, (h, w))
        plane[: h // 2, : w // 2] = 2
        one_hot = torch.nn.functional.one_hot(torch.from_numpy(plane), 4).permute(2, 0, 1)[None].to(torch.float64)
        shares = torch.nn.functional.interpolate(one_hot, size=(to_h, to_w), mode="bilinear", align_corners=False)[0].numpy()
        # argmax takes the first of equal shares; rounding removes the noise that would break a tie at random.
        labels.append({"width": w, "height": h, "to_width": to_w, "to_height": to_h, "source": plane.ravel().tolist(), "target": np.argmax(shares.round(9), axis=0).ravel().tolist()})
    save("resampling.json", {"planes": planes, "labels": labels})


def percentiles():
    rng = np.random.RandomState(3)
    sets = {
        "normal": rng.standard_normal(1000).astype(np.float32),
        "one": np.array([-4.5], np.float32),
        "two": np.array([3, -1], np.float32),
        "ties": rng.randint(-2, 3, 257).astype(np.float32),
        "wide": (10.0 ** rng.uniform(-30, 30, 99) * rng.choice([-1, 1], 99)).astype(np.float32),
        "close": (1 + rng.randint(0, 9, 64) * 1.1920929e-07).astype(np.float32),
    }
    cases = []
    for name, values in sets.items():
        for lower, upper in [(0, 100), (1, 99), (0.5, 99.5), (25, 75), (50, 50), (33.3, 66.6)]:
            expected = np.percentile(values.astype(np.float64), [lower, upper])
            cases.append({"name": name, "lower": lower, "upper": upper, "expected": expected.tolist()})
    save("percentiles.json", {"sets": {k: v.tolist() for k, v in sets.items()}, "cases": cases})


def components():
    rng = np.random.RandomState(4)
    cases = []
    for shape, classes, share in [((7, 6, 5), 1, 0.4), ((9, 5, 4), 2, 0.6), ((6, 6, 1), 3, 0.8), ((1, 5, 7), 1, 0.5), ((12, 3, 3), 3, 0.95)]:
        labels = rng.randint(1, classes + 1, shape) * (rng.uniform(size=shape) < share)
        for connectivity, rank in ((6, 1), (26, 3)):
            structure = ndimage.generate_binary_structure(3, rank)
            kept = labels.copy()
            count = 0
            for value in range(1, classes + 1):
                # Transposed, so that scipy numbers components in the order of the first voxel, x fastest.
                found, n = ndimage.label((labels == value).T, structure)
                found = found.T
                count += n
                sizes = np.bincount(found.ravel())[1:]
                kept[(labels == value) & (found != 1 + np.argmax(sizes))] = 0
            cases.append({"size": list(shape), "connectivity": connectivity, "labels": labels.flatten(order="F").tolist(), "count": count, "largest": kept.flatten(order="F").tolist()})
    save("components.json", {"cases": cases})


def surface(mask):
    return mask & ~ndimage.binary_erosion(mask, ndimage.generate_binary_structure(3, 1), border_value=0)


def hd95(a, b, spacing):
    a, b = surface(a), surface(b)
    to_b = ndimage.distance_transform_edt(~b, sampling=spacing)[a]
    to_a = ndimage.distance_transform_edt(~a, sampling=spacing)[b]
    return max(np.percentile(to_b, 95), np.percentile(to_a, 95))


def surfaces():
    rng = np.random.RandomState(5)
    cases = []
    x, y, z = np.meshgrid(np.arange(14), np.arange(12), np.arange(6), indexing="ij")
    for spacing in [(1, 1, 1), (1.5, 1.25, 8), (0.5, 3, 2)]:
        for kind in ("balls", "noise", "border", "points"):
            if kind == "balls":
                a = (x - 6) ** 2 + (y - 5) ** 2 + 4 * (z - 3) ** 2 < 17
                b = (x - 8) ** 2 + (y - 6) ** 2 + 4 * (z - 2) ** 2 < 12
            elif kind == "noise":
                a, b = rng.uniform(size=x.shape) < 0.1, rng.uniform(size=x.shape) < 0.1
            elif kind == "border":
                a, b = (x < 5) & (z < 4), (x < 7) & (y > 3)
            else:
                a, b = np.zeros(x.shape, bool), np.zeros(x.shape, bool)
                a[0, 0, 0], b[13, 11, 5] = True, True
            cases.append({"kind": kind, "spacing": list(spacing), "size": list(x.shape), "prediction": np.flatnonzero(a.flatten(order="F")).tolist(), "truth": np.flatnonzero(b.flatten(order="F")).tolist(), "hd95": float(hd95(a, b, spacing))})
    save("surface-distance.json", {"cases": cases})


if __name__ == "__main__":
    nifti()
    resampling()
    percentiles()
    components()
    surfaces()
