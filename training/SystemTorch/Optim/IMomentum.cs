namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>An optimiser with one momentum.</summary>
        public interface IMomentum
        {
            double Momentum { get; set; }
        }
    }
}
