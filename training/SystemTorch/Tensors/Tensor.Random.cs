namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Aten.CallInPlace(this, Ops.bernoulli__float, p, generator);

        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Aten.CallInPlace(this, Ops.bernoulli__Tensor, p, generator);

        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) => Aten.CallInPlace(this, Ops.normal_, mean, std, generator);

        /// <summary>Whole numbers in [from, to).</summary>
        public Tensor random_(double from, double to, Generator? generator = null) =>
            Aten.CallInPlace(this, Ops.random__from, (long)from, (long)to, generator);

        public Tensor uniform_(double from, double to, Generator? generator = null) => Aten.CallInPlace(this, Ops.uniform_, from, to, generator);
    }
}
