namespace TorchSharp;

/// <summary>
/// The operators that Tensor and torch use, by aten name and overload (joined by an underscore). A test resolves every
/// static Op of this assembly, so a libtorch that lacks one is told at once.
/// </summary>
internal static class Ops
{
    // Making
    internal static readonly Op empty_memory_format = new("empty", "memory_format");
    internal static readonly Op ones = new("ones");
    internal static readonly Op zeros = new("zeros");
    internal static readonly Op full = new("full");
    internal static readonly Op rand = new("rand");
    internal static readonly Op rand_generator = new("rand", "generator");
    internal static readonly Op randn = new("randn");
    internal static readonly Op randn_generator = new("randn", "generator");
    internal static readonly Op randint_low = new("randint", "low");
    internal static readonly Op randint_low_generator = new("randint", "low_generator");
    internal static readonly Op arange_start_step = new("arange", "start_step");
    internal static readonly Op linspace = new("linspace");
    internal static readonly Op empty_like = new("empty_like");
    internal static readonly Op ones_like = new("ones_like");
    internal static readonly Op zeros_like = new("zeros_like");
    internal static readonly Op full_like = new("full_like");
    internal static readonly Op rand_like = new("rand_like");
    internal static readonly Op randn_like = new("randn_like");
    internal static readonly Op randperm = new("randperm");
    internal static readonly Op randperm_generator = new("randperm", "generator");
    internal static readonly Op randperm_generator_out = new("randperm", "generator_out");

    // Pointwise
    internal static readonly Op abs = new("abs");
    internal static readonly Op exp = new("exp");
    internal static readonly Op log = new("log");
    internal static readonly Op log1p = new("log1p");
    internal static readonly Op log2 = new("log2");
    internal static readonly Op neg = new("neg");
    internal static readonly Op rsqrt = new("rsqrt");
    internal static readonly Op sqrt = new("sqrt");
    internal static readonly Op sqrt_ = new("sqrt_");
    internal static readonly Op sign = new("sign");
    internal static readonly Op sigmoid = new("sigmoid");
    internal static readonly Op tanh = new("tanh");
    internal static readonly Op relu = new("relu");
    internal static readonly Op relu_ = new("relu_");
    internal static readonly Op reciprocal = new("reciprocal");
    internal static readonly Op isfinite = new("isfinite");
    internal static readonly Op isnan = new("isnan");
    internal static readonly Op logical_not = new("logical_not");
    internal static readonly Op bitwise_not = new("bitwise_not");
    internal static readonly Op bitwise_and_Tensor = new("bitwise_and", "Tensor");
    internal static readonly Op bitwise_or_Tensor = new("bitwise_or", "Tensor");
    internal static readonly Op logical_and = new("logical_and");
    internal static readonly Op logical_or = new("logical_or");

    // Arithmetic
    internal static readonly Op add_Tensor = new("add", "Tensor");
    internal static readonly Op add_Scalar = new("add", "Scalar");
    internal static readonly Op add__Tensor = new("add_", "Tensor");
    internal static readonly Op add__Scalar = new("add_", "Scalar");
    internal static readonly Op sub_Tensor = new("sub", "Tensor");
    internal static readonly Op sub_Scalar = new("sub", "Scalar");
    internal static readonly Op sub__Tensor = new("sub_", "Tensor");
    internal static readonly Op sub__Scalar = new("sub_", "Scalar");
    internal static readonly Op rsub_Scalar = new("rsub", "Scalar");
    internal static readonly Op mul_Tensor = new("mul", "Tensor");
    internal static readonly Op mul_Scalar = new("mul", "Scalar");
    internal static readonly Op mul__Tensor = new("mul_", "Tensor");
    internal static readonly Op mul__Scalar = new("mul_", "Scalar");
    internal static readonly Op div_Tensor = new("div", "Tensor");
    internal static readonly Op div_Scalar = new("div", "Scalar");
    internal static readonly Op div_Tensor_mode = new("div", "Tensor_mode");
    internal static readonly Op div_Scalar_mode = new("div", "Scalar_mode");
    internal static readonly Op div__Tensor = new("div_", "Tensor");
    internal static readonly Op div__Scalar = new("div_", "Scalar");
    internal static readonly Op div__Tensor_mode = new("div_", "Tensor_mode");
    internal static readonly Op div__Scalar_mode = new("div_", "Scalar_mode");
    internal static readonly Op remainder_Tensor = new("remainder", "Tensor");
    internal static readonly Op remainder_Scalar = new("remainder", "Scalar");
    internal static readonly Op pow_Tensor_Tensor = new("pow", "Tensor_Tensor");
    internal static readonly Op pow_Tensor_Scalar = new("pow", "Tensor_Scalar");
    internal static readonly Op pow__Tensor = new("pow_", "Tensor");
    internal static readonly Op pow__Scalar = new("pow_", "Scalar");
    internal static readonly Op addcmul = new("addcmul");
    internal static readonly Op addcmul_ = new("addcmul_");
    internal static readonly Op addcdiv = new("addcdiv");
    internal static readonly Op addcdiv_ = new("addcdiv_");
    internal static readonly Op lerp_Tensor = new("lerp", "Tensor");
    internal static readonly Op lerp__Tensor = new("lerp_", "Tensor");
    internal static readonly Op clamp = new("clamp");
    internal static readonly Op clamp_ = new("clamp_");
    internal static readonly Op clamp_Tensor = new("clamp", "Tensor");
    internal static readonly Op clamp__Tensor = new("clamp_", "Tensor");
    internal static readonly Op maximum = new("maximum");
    internal static readonly Op minimum = new("minimum");

    // Comparison
    internal static readonly Op eq_Tensor = new("eq", "Tensor");
    internal static readonly Op eq_Scalar = new("eq", "Scalar");
    internal static readonly Op ne_Tensor = new("ne", "Tensor");
    internal static readonly Op ne_Scalar = new("ne", "Scalar");
    internal static readonly Op lt_Tensor = new("lt", "Tensor");
    internal static readonly Op lt_Scalar = new("lt", "Scalar");
    internal static readonly Op le_Tensor = new("le", "Tensor");
    internal static readonly Op le_Scalar = new("le", "Scalar");
    internal static readonly Op gt_Tensor = new("gt", "Tensor");
    internal static readonly Op gt_Scalar = new("gt", "Scalar");
    internal static readonly Op ge_Tensor = new("ge", "Tensor");
    internal static readonly Op ge_Scalar = new("ge", "Scalar");
    internal static readonly Op equal = new("equal");
    internal static readonly Op allclose = new("allclose");
    internal static readonly Op where_self = new("where", "self");
    internal static readonly Op where = new("where");

    // Reduction
    internal static readonly Op sum = new("sum");
    internal static readonly Op sum_dim_IntList = new("sum", "dim_IntList");
    internal static readonly Op mean = new("mean");
    internal static readonly Op mean_dim = new("mean", "dim");
    internal static readonly Op std = new("std");
    internal static readonly Op std_dim = new("std", "dim");
    internal static readonly Op var = new("var");
    internal static readonly Op var_dim = new("var", "dim");
    internal static readonly Op max = new("max");
    internal static readonly Op max_dim = new("max", "dim");
    internal static readonly Op min = new("min");
    internal static readonly Op min_dim = new("min", "dim");
    internal static readonly Op amax = new("amax");
    internal static readonly Op amax_out = new("amax", "out");
    internal static readonly Op amin = new("amin");
    internal static readonly Op amin_out = new("amin", "out");
    internal static readonly Op argmax = new("argmax");
    internal static readonly Op argmin = new("argmin");
    internal static readonly Op all = new("all");
    internal static readonly Op all_dim = new("all", "dim");
    internal static readonly Op any = new("any");
    internal static readonly Op any_dim = new("any", "dim");
    internal static readonly Op median = new("median");
    internal static readonly Op quantile = new("quantile");
    internal static readonly Op norm_Scalar = new("norm", "Scalar");
    internal static readonly Op norm_ScalarOpt_dim = new("norm", "ScalarOpt_dim");
    internal static readonly Op cumsum = new("cumsum");
    internal static readonly Op softmax_int = new("softmax", "int");
    internal static readonly Op sort = new("sort");
    internal static readonly Op sort_stable = new("sort", "stable");
    internal static readonly Op topk = new("topk");
    internal static readonly Op bincount = new("bincount");
    internal static readonly Op histc = new("histc");
    internal static readonly Op _unique2 = new("_unique2");
    internal static readonly Op unique_dim = new("unique_dim");

    // Shape
    internal static readonly Op alias = new("alias");
    internal static readonly Op as_strided = new("as_strided");
    internal static readonly Op clone = new("clone");
    internal static readonly Op contiguous = new("contiguous");
    internal static readonly Op detach = new("detach");
    internal static readonly Op detach_ = new("detach_");
    internal static readonly Op reshape = new("reshape");
    internal static readonly Op view = new("view");
    internal static readonly Op view_as = new("view_as");
    internal static readonly Op flatten_using_ints = new("flatten", "using_ints");
    internal static readonly Op squeeze = new("squeeze");
    internal static readonly Op squeeze_dim = new("squeeze", "dim");
    internal static readonly Op unsqueeze = new("unsqueeze");
    internal static readonly Op transpose_int = new("transpose", "int");
    internal static readonly Op t = new("t");
    internal static readonly Op permute = new("permute");
    internal static readonly Op expand = new("expand");
    internal static readonly Op expand_as = new("expand_as");
    internal static readonly Op repeat = new("repeat");
    internal static readonly Op repeat_interleave_self_Tensor = new("repeat_interleave", "self_Tensor");
    internal static readonly Op repeat_interleave_self_int = new("repeat_interleave", "self_int");
    internal static readonly Op flip = new("flip");
    internal static readonly Op roll = new("roll");
    internal static readonly Op narrow = new("narrow");
    internal static readonly Op select_int = new("select", "int");
    internal static readonly Op slice_Tensor = new("slice", "Tensor");
    internal static readonly Op tril = new("tril");
    internal static readonly Op triu = new("triu");
    internal static readonly Op diag = new("diag");
    internal static readonly Op cat = new("cat");
    internal static readonly Op stack = new("stack");
    internal static readonly Op chunk = new("chunk");
    internal static readonly Op split_Tensor = new("split", "Tensor");
    internal static readonly Op split_with_sizes = new("split_with_sizes");
    internal static readonly Op unbind_int = new("unbind", "int");
    internal static readonly Op meshgrid_indexing = new("meshgrid", "indexing");
    internal static readonly Op to_dtype = new("to", "dtype");
    internal static readonly Op to_device = new("to", "device");
    internal static readonly Op to_dtype_layout = new("to", "dtype_layout");
    internal static readonly Op set__source_Tensor = new("set_", "source_Tensor");

    // Indexing
    internal static readonly Op index_Tensor = new("index", "Tensor");
    internal static readonly Op index_put_ = new("index_put_");
    internal static readonly Op index_select = new("index_select");
    internal static readonly Op masked_fill_Scalar = new("masked_fill", "Scalar");
    internal static readonly Op masked_fill__Scalar = new("masked_fill_", "Scalar");
    internal static readonly Op masked_select = new("masked_select");
    internal static readonly Op gather = new("gather");
    internal static readonly Op scatter_src = new("scatter", "src");
    internal static readonly Op scatter__src = new("scatter_", "src");
    internal static readonly Op scatter_add_ = new("scatter_add_");
    internal static readonly Op nonzero = new("nonzero");

    // Linear algebra
    internal static readonly Op matmul = new("matmul");
    internal static readonly Op mm = new("mm");
    internal static readonly Op bmm = new("bmm");
    internal static readonly Op einsum = new("einsum");

    // In place
    internal static readonly Op copy_ = new("copy_");
    internal static readonly Op fill__Scalar = new("fill_", "Scalar");
    internal static readonly Op zero_ = new("zero_");
    internal static readonly Op bernoulli__float = new("bernoulli_", "float");
    internal static readonly Op bernoulli__Tensor = new("bernoulli_", "Tensor");
    internal static readonly Op normal_ = new("normal_");
    internal static readonly Op random__from = new("random_", "from");
    internal static readonly Op uniform_ = new("uniform_");

    // Drawing
    internal static readonly Op bernoulli = new("bernoulli");
    internal static readonly Op multinomial = new("multinomial");

    // Reading
    internal static readonly Op item = new("item");
}
