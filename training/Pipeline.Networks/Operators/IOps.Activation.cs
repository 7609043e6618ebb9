using TorchSharp.Modules;

namespace Pipeline.Networks;

public partial interface IOps<T>
{
    /// <summary>max(x, 0).</summary>
    T Relu(T x);

    /// <summary>x where x ≥ 0, otherwise slope · x.</summary>
    T LeakyRelu(T x, double slope = 0.01);

    /// <summary>x where x ≥ 0, otherwise slope · x with a learnt slope, one for all channels or one per channel.</summary>
    T PRelu(PReLU m, T x);

    /// <summary>x where x > 0, otherwise alpha · (exp(x) − 1).</summary>
    T Elu(T x, double alpha = 1);

    /// <summary>x/2 · (1 + erf(x/√2)), the exact form.</summary>
    T Gelu(T x);

    /// <summary>x · sigmoid(x).</summary>
    T Silu(T x);

    /// <summary>1 / (1 + exp(−x)).</summary>
    T Sigmoid(T x);

    /// <summary>Hyperbolic tangent.</summary>
    T Tanh(T x);

    /// <summary>log(1 + exp(x)).</summary>
    T Softplus(T x);

    /// <summary>exp(x) / Σ exp(x) along an axis.</summary>
    T Softmax(T x, int axis = 1);

    /// <summary>x − log Σ exp(x) along an axis.</summary>
    T LogSoftmax(T x, int axis = 1);
}
