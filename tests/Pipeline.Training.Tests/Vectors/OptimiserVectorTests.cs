using Pipeline.Training.Averaging;
using Pipeline.Training.Configuration;
using Pipeline.Training.Optimisers;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Vectors;

public sealed class OptimiserVectorTests
{
    public static TheoryData<string> Optimisers => SemiVectors.Of("optimizer");

    [Theory]
    [MemberData(nameof(Optimisers))]
    public void Every_step_of_the_optimiser_is_the_vectors(string id)
    {
        using var scope = NewDisposeScope();
        var vector = SemiVectors.Case(id);
        // The factory takes the usual moments; the vectors must be of them.
        Assert.Equal([0.9, 0.999], vector.Parameters.GetProperty("betas").EnumerateArray().Select(beta => beta.GetDouble()));
        Assert.Equal(1e-8, vector.Parameter("eps"));
        var options = new TrainingOptions
        {
            Optimiser = vector.Parameters.GetProperty("name").GetString()!,
            LearningRate = vector.Parameter("lr"),
            WeightDecay = vector.Parameter("weight_decay"),
        };
        var weight = nn.Parameter(vector.Input("w0"));
        using var optimiser = OptimiserFactory.Create(options, [weight]);
        var steps = vector.Inputs.GetProperty("grads").EnumerateArray().Zip(vector.Expected.GetProperty("w_after_each_step").EnumerateArray()).ToList();
        foreach (var (gradient, expected) in steps)
        {
            optimiser.zero_grad();
            (weight * VectorCase.ToTensor(gradient)).sum().backward();
            optimiser.step();
            VectorCase.AssertNear(VectorCase.ToTensor(expected).data<double>().ToArray(), weight, 1e-10, id);
        }
        Assert.Equal(8, steps.Count);
    }

    [Fact]
    public void The_teacher_follows_the_student_as_in_the_vectors()
    {
        using var scope = NewDisposeScope();
        var vector = SemiVectors.Case("ema");
        var start = vector.Input("teacher0");
        var student = nn.Linear(start.shape[0], 1, hasBias: false).to(ScalarType.Float64);
        var teacher = nn.Linear(start.shape[0], 1, hasBias: false).to(ScalarType.Float64);
        var average = WeightAverage.Teacher(student, teacher, vector.Parameter("alpha"), vector.Parameter("weight_decay"));
        using (no_grad()) teacher.weight.copy_(start.unsqueeze(0));
        var step = 0;
        foreach (var (weights, expected) in vector.Inputs.GetProperty("students").EnumerateArray().Zip(vector.Expected.GetProperty("teacher_after_each").EnumerateArray()))
        {
            using (no_grad()) student.weight.copy_(VectorCase.ToTensor(weights).unsqueeze(0));
            average.Update(step++);
            VectorCase.AssertNear(VectorCase.ToTensor(expected).data<double>().ToArray(), teacher.weight.reshape(-1), 1e-10, "ema");
        }
        Assert.Equal(5, step);
    }
}
