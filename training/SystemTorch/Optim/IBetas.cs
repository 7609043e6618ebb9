namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>An optimiser's decay rates of first and second moment.</summary>
        public interface IBetas
        {
            (double, double) Betas { get; set; }
        }
    }
}
