using Pipeline.Training.Randomness;

namespace Pipeline.Training.Datasets.Phantoms;

/// <summary>Signal of each tissue of <see cref="PhantomShape"/> in one channel of one scan. Structures overlap with their decoys, often with one another.</summary>
internal sealed class PhantomSignal
{
    private readonly float[] _signal;

    public PhantomSignal(PhantomPlan plan, RandomStream random)
    {
        _signal = new float[PhantomShape.FirstStructure + plan.Labels.Count];
        var muscle = plan.Hounsfield ? random.Uniform(40, 65) : random.Uniform(80, 200);
        _signal[PhantomShape.Air] = plan.Hounsfield ? -1000 : (float)(0.02 * muscle);
        _signal[PhantomShape.Fat] = (float)(plan.Hounsfield ? random.Uniform(-115, -85) : muscle * random.Uniform(1.4, 2.2));
        _signal[PhantomShape.Muscle] = (float)muscle;
        for (var i = PhantomShape.FirstStructure; i < _signal.Length; i++)
        {
            _signal[i] = (float)(plan.Hounsfield ? random.Uniform(90, 200) : muscle * random.Uniform(1.3, 2.2));
        }
        Noise = plan.Hounsfield ? random.Uniform(10, 20) : muscle * random.Uniform(0.04, 0.08);
        Texture = plan.Hounsfield ? 8 : 0.05 * muscle;
    }

    /// <summary>Standard deviation of the noise, in signal units.</summary>
    public double Noise { get; }

    /// <summary>Standard deviation of the tissue texture, in signal units.</summary>
    public double Texture { get; }

    public float Of(int tissue) => _signal[tissue];
}
