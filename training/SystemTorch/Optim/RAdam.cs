using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Rectified Adam (Liu et al. 2020): without the second moment until its estimate has settled; weight decay is added to the gradient.</summary>
/// <remarks>PyTorch's operations in PyTorch's order, one parameter after the other: equal bits.</remarks>
public partial class RAdam : OptimizerHelper, optim.IBetas
{
    public RAdam(IEnumerable<Parameter> parameters, double lr, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay) { }

    public RAdam(IEnumerable<ParamGroup> parameters, double lr = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
    {
        OptimizerArguments.Check(lr, (beta1, beta2), eps, weight_decay);
        _defaults = new Options { LearningRate = lr, InitialLearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay };
        foreach (var group in parameters) Add(group);
    }

    public (double, double) Betas
    {
        get => (((Options)_defaults).beta1!.Value, ((Options)_defaults).beta2!.Value);
        set => (((Options)_defaults).beta1, ((Options)_defaults).beta2) = (value.Item1, value.Item2);
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
        var (lr, beta1, beta2) = (options.LearningRate!.Value, options.beta1!.Value, options.beta2!.Value);
        var (eps, decay) = (options.eps!.Value, options.weight_decay!.Value);
        var longest = 2 / (1 - beta2) - 1;
        foreach (var parameter in group.Parameters)
        {
            using var ownGrad = parameter.grad;
            if (ownGrad is null) continue;
            var state = (State)_state[parameter.Handle];
            var grad = decay != 0 ? ownGrad.add(parameter, alpha: decay) : ownGrad;

            state.step++;
            var (correction1, correction2) = (1 - Math.Pow(beta1, state.step), 1 - Math.Pow(beta2, state.step));
            state.exp_avg.mul_(beta1).add_(grad, alpha: 1 - beta1);
            state.exp_avg_sq.mul_(beta2).addcmul_(grad, grad, value: 1 - beta2);
            var move = state.exp_avg / correction1 * lr;
            // Length of the averaging window so far; below 5 the variance of the step size is unbounded.
            var length = longest - 2 * state.step * Math.Pow(beta2, state.step) / correction2;
            if (length > 5)
            {
                var rectification = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
                move = move * (Math.Sqrt(correction2) / state.exp_avg_sq.sqrt().add_(eps)) * rectification;
            }
            parameter.add_(move, alpha: -1.0);
        }
    }
}
