using Pipeline.Training.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Vectors;

public sealed class MutualInformationVectorTests
{
    public static TheoryData<string> Global => SemiVectors.Of("global_mi");

    public static TheoryData<string> Local => SemiVectors.Of("local_mi");

    [Theory]
    [MemberData(nameof(Global))]
    public void Global_loss_joint_and_gradients_are_the_vectors(string id)
    {
        using var scope = NewDisposeScope();
        var vector = SemiVectors.Case(id);
        var (a, b) = (vector.Variable("logits_a"), vector.Variable("logits_b"));
        var (x, y) = (a.softmax(1), b.softmax(1));
        vector.AssertTensor("prob_a", x, 1e-10);
        vector.AssertTensor("prob_b", y, 1e-10);
        vector.AssertTensor("joint", GlobalMutualInformation.Joint(x, y), 1e-10);
        vector.AssertScalar("loss_lambda1", GlobalMutualInformation.Of(x, y), 1e-10);

        var loss = GlobalMutualInformation.Of(x, y, vector.Parameter("lambda"));
        vector.AssertScalar("loss", loss, 1e-10);
        var gradients = autograd.grad([loss], [x, y, a, b]);
        foreach (var (name, gradient) in new[] { "grad_prob_a", "grad_prob_b", "grad_logits_a", "grad_logits_b" }.Zip(gradients))
        {
            vector.AssertTensor(name, gradient, 1e-10);
        }
    }

    [Theory]
    [MemberData(nameof(Global))]
    public void Global_loss_in_single_precision_is_near(string id)
    {
        using var scope = NewDisposeScope();
        var vector = SemiVectors.Case(id);
        var (a, b) = (vector.Variable("logits_a", ScalarType.Float32), vector.Variable("logits_b", ScalarType.Float32));
        var loss = GlobalMutualInformation.Of(a.softmax(1), b.softmax(1), vector.Parameter("lambda"));
        loss.backward();
        vector.AssertRelative("loss", loss, 2e-4);
        vector.AssertRelative("grad_logits_a", a.grad!, 2e-4);
        vector.AssertRelative("grad_logits_b", b.grad!, 2e-4);
    }

    [Theory]
    [MemberData(nameof(Local))]
    public void Local_joint_loss_and_gradients_are_the_vectors(string id)
    {
        using var scope = NewDisposeScope();
        var vector = SemiVectors.Case(id);
        var window = Window(vector);
        var (a, b) = (vector.Variable("logits_a"), vector.Variable("logits_b"));
        var (x, y) = (a.softmax(1), b.softmax(1));
        var raw = LocalJoint.Of(x, y, window.Padding);
        if (vector.Expects("raw_joint")) vector.AssertTensor("raw_joint", raw, 1e-10);
        else vector.AssertScalar("raw_joint_sum", raw.sum(), 1e-10);
        vector.AssertScalar("raw_min", raw.min(), 1e-10);
        if (vector.Expects("joint")) vector.AssertTensor("joint", LocalMutualInformation.Tables(raw, window.SubtractMinimum), 1e-10);
        vector.AssertTensor("loss_per_displacement", LocalMutualInformation.PerDisplacement(raw, window), 1e-10);

        var (loss, unshifted) = LocalMutualInformation.Of(x, y, window);
        vector.AssertScalar("loss", loss, 1e-10);
        vector.AssertScalar("loss_without_min_subtraction", unshifted, 1e-10);
        var gradients = autograd.grad([loss], [x, y, a, b]);
        foreach (var (name, gradient) in new[] { "grad_prob_a", "grad_prob_b", "grad_logits_a", "grad_logits_b" }.Zip(gradients))
        {
            if (vector.Expects(name)) vector.AssertTensor(name, gradient, 1e-10);
        }
    }

    [Theory]
    [MemberData(nameof(Local))]
    public void Local_loss_in_single_precision_is_near(string id)
    {
        using var scope = NewDisposeScope();
        var vector = SemiVectors.Case(id);
        var (a, b) = (vector.Variable("logits_a", ScalarType.Float32), vector.Variable("logits_b", ScalarType.Float32));
        var (loss, unshifted) = LocalMutualInformation.Of(a.softmax(1), b.softmax(1), Window(vector));
        loss.backward();
        vector.AssertRelative("loss", loss, 2e-4);
        vector.AssertRelative("loss_without_min_subtraction", unshifted, 2e-4);
        vector.AssertRelative("grad_logits_a", a.grad!, 2e-4);
    }

    [Fact]
    public void A_copy_that_is_one_row_higher_is_best_predicted_one_row_below()
    {
        using var scope = NewDisposeScope();
        var vector = SemiVectors.Case("local_mi_shift");
        var y = vector.Input("prob_b");
        var x = nn.functional.one_hot(vector.Input("labels_a", ScalarType.Int64), y.shape[1]).permute(0, 3, 1, 2).to(ScalarType.Float64);
        var window = new LocalWindow((int)vector.Parameter("padding"));
        var raw = LocalJoint.Of(x, y, window.Padding);
        var losses = LocalMutualInformation.PerDisplacement(raw, window);
        vector.AssertTensor("loss_per_displacement", losses, 1e-10);
        vector.AssertScalar("loss", LocalMutualInformation.Of(x, y, window).Loss, 1e-10);
        vector.AssertTensor("raw_joint_du1_dv0", raw.select(3, 1).select(2, 2), 1e-10);
        var least = losses.argmin().item<long>();
        Assert.Equal(vector.Array("argmin_index"), new double[] { least / 3, least % 3 });
    }

    [Fact]
    public void Patches_are_cut_as_in_the_vectors()
    {
        foreach (var grid in SemiVectors.Case("patches").Expected.GetProperty("grids").EnumerateArray())
        {
            var size = grid.GetProperty("patch").GetInt32();
            var found = PatchGrid.Cut(grid.GetProperty("h").GetInt64(), grid.GetProperty("w").GetInt64(), size);
            var expected = grid.GetProperty("patches_y_x_h_w").EnumerateArray().Select(p => p.EnumerateArray().Select(v => v.GetInt64()).ToArray());
            Assert.Equal(expected, found.Select(p => new[] { p.Top, p.Left, p.Height, p.Width }));
        }
    }

    [Fact]
    public void A_patched_loss_is_the_mean_over_the_patches()
    {
        using var scope = NewDisposeScope();
        var vector = SemiVectors.Case("local_mi_patched");
        var (a, b) = (vector.Variable("logits_a"), vector.Variable("logits_b"));
        var window = new LocalWindow((int)vector.Parameter("padding"), Patch: (int)vector.Parameter("patch"));
        Assert.Equal(vector.Scalar("n_patches"), PatchGrid.Cut(a.shape[2], a.shape[3], window.Patch).Count);
        var loss = LocalMutualInformation.Of(a.softmax(1), b.softmax(1), window).Loss;
        loss.backward();
        vector.AssertScalar("loss", loss, 1e-10);
        vector.AssertTensor("grad_logits_a", a.grad!, 1e-10);
    }

    private static LocalWindow Window(VectorCase vector) => new(
        (int)vector.Parameter("padding"), vector.Parameter("lambda"), vector.Parameters.GetProperty("subtract_min").GetBoolean());
}
