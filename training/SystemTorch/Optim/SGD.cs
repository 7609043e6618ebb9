using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent, optionally with (Nesterov) momentum; weight decay is added to the gradient.</summary>
/// <remarks>PyTorch's operations in PyTorch's order: equal bits.</remarks>
public partial class SGD : OptimizerHelper, optim.IMomentum
{
    public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize) { }

    public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        OptimizerArguments.NotNegative(lr, nameof(lr));
        OptimizerArguments.NotNegative(momentum, nameof(momentum));
        OptimizerArguments.NotNegative(weight_decay, nameof(weight_decay));
        if (nesterov && (momentum == 0 || dampening != 0))
            throw new ArgumentException($"Found momentum = {momentum} and dampening = {dampening}; Nesterov needs a momentum and no dampening.");

        _defaults = new Options { LearningRate = lr, InitialLearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize };
        foreach (var group in parameters) Add(group);
    }

    public double Momentum
    {
        get => ((Options)_defaults).momentum!.Value;
        set => ((Options)_defaults).momentum = value;
    }

    public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

    public override void add_param_group(Modules.ParamGroup param_group) => Add(param_group);

    protected override void Dispose(bool disposing)
    {
        if (disposing) DisposeState();
        base.Dispose(disposing);
    }

    private void Add(Modules.ParamGroup group)
    {
        group.Options ??= new Options();
        ((Options)group.Options).Complete((Options)_defaults);
        Take(group, parameter => new State(parameter));
    }

    private void Step(ParamGroup group)
    {
        var options = group.Options;
        var (lr, momentum, decay) = (options.LearningRate!.Value, options.momentum!.Value, options.weight_decay!.Value);
        foreach (var parameter in group.Parameters)
        {
            using var ownGrad = parameter.grad;
            if (ownGrad is null) continue;
            var grad = options.maximize!.Value ? -ownGrad : ownGrad;
            if (decay != 0) grad = grad.add(parameter, alpha: decay);
            if (momentum != 0)
            {
                var buffer = ((State)_state[parameter.Handle]).Update(grad, momentum, options.dampening!.Value);
                grad = options.nesterov!.Value ? grad.add(buffer, alpha: momentum) : buffer;
            }

            parameter.add_(grad, alpha: -lr);
        }
    }
}
