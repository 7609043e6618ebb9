namespace TorchSharp;

public static partial class torch
{
    /// <summary>Integers in [low, high).</summary>
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        RefuseNames(names);
        var type = dtype ?? ScalarType.Int64;
        var target = InitializeDevice(device);
        return WithGradient(
            generator is null
                ? Aten.Call(Ops.randint_low, low, high, size, type, Arg.None, target)
                : Aten.Call(Ops.randint_low_generator, low, high, size, generator, type, Arg.None, target),
            requires_grad);
    }

    public static Tensor randint(long low, long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(low, high, size.Shape, dtype, device, requires_grad, generator, names);

    public static Tensor randint(long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size.Shape, dtype, device, requires_grad, generator, names);

    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    /// <summary>Uniform in [0, 1).</summary>
    public static Tensor rand(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Draw(Ops.rand, Ops.rand_generator, size, dtype, device, requires_grad, generator, names);

    /// <summary>Normal with mean 0 and variance 1.</summary>
    public static Tensor randn(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Draw(Ops.randn, Ops.randn_generator, size, dtype, device, requires_grad, generator, names);

    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        MakeLike(Ops.rand_like, input, dtype, device, requires_grad);

    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        MakeLike(Ops.randn_like, input, dtype, device, requires_grad);

    /// <summary>A permutation of 0 … n-1, Int64 unless dtype says otherwise.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
    {
        var type = dtype ?? ScalarType.Int64;
        var target = InitializeDevice(device);
        return WithGradient(
            generator is null
                ? Aten.Call(Ops.randperm, n, type, Arg.None, target)
                : Aten.Call(Ops.randperm_generator, n, generator, type, Arg.None, target),
            requires_grad);
    }

    public static Tensor randperm(long n, Tensor @out, Generator? generator = null)
    {
        Aten.CallVoid(Ops.randperm_generator_out, n, generator, @out);
        return @out;
    }

    public static Tensor bernoulli(Tensor input, Generator? generator = null) => Aten.Call(Ops.bernoulli, input, generator);

    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        Aten.Call(Ops.multinomial, input, num_samples, replacement, generator);

    /// <summary>Seeds the default generators of the CPU and of every CUDA device; returns the CPU's.</summary>
    public static Generator manual_seed(long seed)
    {
        NativeApi.Check(NativeApi.st_manual_seed(unchecked((ulong)seed)));
        return Generator.Default;
    }

    public static Tensor get_rng_state()
    {
        using var generator = Generator.Default;
        return generator.get_state();
    }

    public static void set_rng_state(Tensor new_state)
    {
        using var generator = Generator.Default;
        generator.set_state(new_state);
    }

    private static Tensor Draw(Op op, Op withGenerator, long[] size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names)
    {
        if (generator is null) return Make(op, size, dtype, device, requires_grad, names);
        RefuseNames(names);
        return WithGradient(Aten.Call(withGenerator, size, generator, dtype, Arg.None, InitializeDevice(device)), requires_grad);
    }

    /// <summary>The default CPU generator, under the names of PyTorch's module torch.random.</summary>
    public static class random
    {
        /// <summary>Seeds from the system and returns the seed.</summary>
        public static long seed()
        {
            using var generator = Generator.Default;
            var seed = generator.seed();
            NativeApi.Check(NativeApi.st_manual_seed(unchecked((ulong)seed)));
            return seed;
        }

        public static long initial_seed()
        {
            using var generator = Generator.Default;
            return generator.initial_seed();
        }

        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        public static Tensor get_rng_state() => torch.get_rng_state();

        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }
}
