using Pipeline.Training.Reports;

namespace Pipeline.Training;

/// <summary>Sums over the steps since the last line of the log.</summary>
internal sealed class StepWindow(int termCount)
{
    private readonly double[] _terms = new double[termCount];
    private int _count;
    private double _loss;
    private double _norm;
    private double _seconds;
    private double _wait;
    private double _stepSecondsSinceSave;
    private double _waitSecondsSinceSave;

    public double LastLoss { get; private set; }

    public double LastSeconds { get; private set; }

    public void Add(double loss, IReadOnlyList<double> terms, double norm, double seconds, double waitSeconds)
    {
        _count++;
        _loss += loss;
        _norm += norm;
        _seconds += seconds;
        _wait += waitSeconds;
        for (var i = 0; i < _terms.Length; i++) _terms[i] += terms[i];
        _stepSecondsSinceSave += seconds;
        _waitSecondsSinceSave += waitSeconds;
        LastLoss = loss;
        LastSeconds = seconds;
    }

    public LogRow ToRow(long stepsDone, double learningRate, ValidationScore? validation)
    {
        var n = Math.Max(1, _count);
        return new LogRow
        {
            Step = stepsDone,
            LearningRate = learningRate,
            Loss = _loss / n,
            Terms = [.. _terms.Select(term => term / n)],
            GradientNorm = _norm / n,
            SecondsPerStep = _seconds / n,
            WaitShare = _seconds > 0 ? _wait / _seconds : 0,
            ResidentMib = Environment.WorkingSet / (1024.0 * 1024.0),
            Validation = validation,
        };
    }

    public void Clear()
    {
        Array.Clear(_terms);
        _count = 0;
        _loss = _norm = _seconds = _wait = 0;
    }

    /// <summary>Seconds of the steps since the last call.</summary>
    public double TakeStepSeconds()
    {
        var seconds = _stepSecondsSinceSave;
        _stepSecondsSinceSave = 0;
        return seconds;
    }

    /// <summary>Seconds waited for batches since the last call.</summary>
    public double TakeWaitSeconds()
    {
        var seconds = _waitSecondsSinceSave;
        _waitSecondsSinceSave = 0;
        return seconds;
    }
}
