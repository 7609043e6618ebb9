#!/usr/bin/python3
"""Checks ONNX files with the reference implementation: onnx.checker and strict shape inference.

Usage: tools/check_onnx.py [--verbose] MODEL.onnx|FOLDER ...

A folder stands for the .onnx files in it. Needs the Python package onnx (Debian: python3-onnx); files of an opset that it does not know are
named and left out. Prints one line per file with --verbose, otherwise only those refused and the counts. The exit status is 1 when
a file is refused or none was checked, 4 when the package is missing.
"""
import glob
import os
import sys

try:
    import onnx
    import onnx.checker
    import onnx.shape_inference
except ImportError as error:
    print(f"check_onnx: {error}; install python3-onnx", file=sys.stderr)
    sys.exit(4)


def check(path, model):
    """The line to print for a good file; raises what the checker raises."""
    onnx.checker.check_model(model, full_check=False)
    inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
    produced = {name for node in model.graph.node for name in node.output}
    known = {v.name for v in list(inferred.graph.value_info) + list(inferred.graph.output) if v.type.tensor_type.HasField("shape")}
    missing = sorted(produced - known)
    if missing:
        raise ValueError(f"no shape could be inferred for {missing[0]} and {len(missing) - 1} more")
    if any(not node.doc_string for node in model.graph.node):
        raise ValueError("a node has no doc_string that names its layer")
    return f"{path}: ok (opset {opset_of(model)}, ir {model.ir_version}, {len(model.graph.node)} nodes)"


def opset_of(model):
    return {o.domain or "ai.onnx": o.version for o in model.opset_import}["ai.onnx"]


def main(arguments):
    verbose = "--verbose" in arguments
    paths = []
    for argument in (a for a in arguments if a != "--verbose"):
        paths += sorted(glob.glob(os.path.join(argument, "*.onnx"))) if os.path.isdir(argument) else [argument]
    if not paths:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    newest, good, newer, refused = onnx.defs.onnx_opset_version(), 0, 0, 0
    for path in paths:
        try:
            model = onnx.load(path, load_external_data=False)
            if opset_of(model) > newest:
                newer += 1
                line = f"{path}: left out, opset {opset_of(model)} is newer than {newest}, the last that onnx {onnx.__version__} knows"
            else:
                line = check(path, model)
                good += 1
            if verbose:
                print(line)
        except Exception as error:  # the checker has several exception types, all with a text
            print(f"{path}: refused: {' '.join(str(error).split())}", file=sys.stderr)
            refused += 1
    print(f"{good} accepted by onnx {onnx.__version__}, {refused} refused, {newer} of a newer opset left out")
    return 1 if refused or not good else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
