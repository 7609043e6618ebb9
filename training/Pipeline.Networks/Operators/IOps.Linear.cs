using TorchSharp.Modules;

namespace Pipeline.Networks;

public partial interface IOps<T>
{
    /// <summary>x · Wᵀ + b over the last axis: […,I] → […,O].</summary>
    T Linear(Linear m, T x);

    /// <summary>Matrix product of the last two axes, […,I,K] · […,K,J] → […,I,J]; leading axes are broadcast.</summary>
    T MatMul(T a, T b);
}
