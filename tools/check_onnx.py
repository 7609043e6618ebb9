#!/usr/bin/env python3
"""Checks ONNX files with the reference implementation: onnx.checker and strict shape inference.

Usage: tools/check_onnx.py MODEL.onnx [MODEL.onnx ...]

Needs the Python package onnx (Debian: python3-onnx; opsets it does not know are refused with its own message).
Prints one line per file; the exit status is 1 when a file is refused, 4 when the package is missing.
"""
import sys

try:
    import onnx
    import onnx.checker
    import onnx.shape_inference
except ImportError as error:
    print(f"check_onnx: {error}; install python3-onnx", file=sys.stderr)
    sys.exit(4)


def check(path):
    """The line to print for a good file; raises what the checker raises."""
    model = onnx.load(path, load_external_data=False)
    onnx.checker.check_model(model, full_check=False)
    inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
    produced = {name for node in model.graph.node for name in node.output}
    known = {v.name for v in list(inferred.graph.value_info) + list(inferred.graph.output) if v.type.tensor_type.HasField("shape")}
    missing = sorted(produced - known)
    if missing:
        raise ValueError(f"no shape could be inferred for {missing[0]} and {len(missing) - 1} more")
    if any(not node.doc_string for node in model.graph.node):
        raise ValueError("a node has no doc_string that names its layer")
    opset = {o.domain or "ai.onnx": o.version for o in model.opset_import}["ai.onnx"]
    return f"{path}: ok (opset {opset}, ir {model.ir_version}, {len(model.graph.node)} nodes)"


def main(paths):
    if not paths:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    failed = 0
    for path in paths:
        try:
            print(check(path))
        except Exception as error:  # the checker has several exception types, all with a text
            print(f"{path}: refused: {' '.join(str(error).split())}", file=sys.stderr)
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
