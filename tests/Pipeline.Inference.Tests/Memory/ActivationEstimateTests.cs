namespace Pipeline.Inference.Tests;

public sealed class ActivationEstimateTests
{
    private const int Float = 4, Pixels = 6 * 10;

    [Fact]
    public void One_convolution_holds_its_input_and_its_output() =>
        Assert.Equal(Float * (2 + 5) * Pixels, new ActivationEstimate(TinyModels.Conv(2, 5, 3, new float[2 * 5 * 9], new float[5]), "image").Bytes(1, 2, 6, 10));

    [Fact]
    public void Bytes_that_are_no_model_hold_the_input_alone() =>
        Assert.Equal(Float * Pixels, new ActivationEstimate([1, 2, 3, 0xFF], "image").Bytes(1, 1, 6, 10));

    [Fact]
    public void A_tensor_is_free_after_its_last_reader_and_a_view_keeps_what_it_looks_at()
    {
        var g = new GraphModel(1);
        string big = g.Node("Concat", [.. Enumerable.Repeat("image", 8)], "axis=1");
        string small = g.Node("ReduceMax", [big], "axes=1,"); // worst: big beside one other
        g.Output(g.Node("Concat", [small, small], "axis=1"), "y", 1, 2, 6, 10);
        Assert.Equal(Float * (1 + 8) * Pixels, new ActivationEstimate(g.ToBytes(), "image").Bytes(1, 1, 6, 10));

        g = new GraphModel(1);
        big = g.Node("Concat", [.. Enumerable.Repeat("image", 8)], "axis=1");
        string view = g.Node("Reshape", [big, g.Longs(-1)]);
        small = g.Node("Concat", ["image", "image", "image"], "axis=1");
        g.Output(g.Node("Concat", [g.Node("Reshape", [small, g.Longs(-1)]), view], "axis=0"), "y", -1); // worst: 8 + 3 + their 11
        Assert.Equal(Float * (8 + 3 + 11) * Pixels, new ActivationEstimate(g.ToBytes(), "image").Bytes(1, 1, 6, 10));
    }

    [Fact]
    public void Element_types_count_with_their_own_bytes()
    {
        var g = new GraphModel(1);
        string wide = g.Node("Cast", ["image"], "to=11");
        string truth = g.Node("Greater", [wide, g.Node("Neg", [wide])]); // double, double, bool
        g.Output(g.Node("Cast", [truth], "to=1"), "y", 1, 1, 6, 10);
        Assert.Equal((8 + 8 + 1) * Pixels, new ActivationEstimate(g.ToBytes(), "image").Bytes(1, 1, 6, 10));
    }

    [Fact]
    public void What_a_hostile_model_names_is_counted_and_not_allocated()
    {
        var g = new GraphModel(1);
        string shape = g.Node("Shape", ["image"]);
        string square = g.Node("Concat", [shape, shape], "axis=0");
        g.Output(g.Node("Expand", [g.Floats([1], [1]), square]), "y", -1);
        long values = 3 * Pixels;
        Assert.InRange(new ActivationEstimate(g.ToBytes(), "image").Bytes(3, 1, 6, 10), Float * values * values, (Float * values * values) + 100);
    }
}
