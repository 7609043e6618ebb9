using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam (Kingma and Ba 2015), optionally with AMSGrad; weight decay is added to the gradient.</summary>
/// <remarks>PyTorch's operations in PyTorch's order, one parameter after the other: equal bits, and on a CPU faster than by foreach.</remarks>
public partial class Adam : OptimizerHelper, optim.IBetas
{
    public Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize) { }

    public Adam(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        OptimizerArguments.Check(lr, (beta1, beta2), eps, weight_decay);
        _defaults = new Options { LearningRate = lr, InitialLearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize };
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
        foreach (var parameter in group.Parameters)
        {
            using var ownGrad = parameter.grad;
            if (ownGrad is null) continue;
            var state = (State)_state[parameter.Handle];
            var grad = options.maximize!.Value ? -ownGrad : ownGrad;
            if (decay != 0) grad = grad.add(parameter, alpha: decay);

            state.step++;
            state.exp_avg.mul_(beta1).add_(grad, alpha: 1 - beta1);
            state.exp_avg_sq.mul_(beta2).addcmul_(grad, grad, value: 1 - beta2);
            if (state.max_exp_avg_sq is not null) state.max_exp_avg_sq.copy_(maximum(state.max_exp_avg_sq, state.exp_avg_sq));

            using var denominator = (state.max_exp_avg_sq ?? state.exp_avg_sq).sqrt();
            denominator.div_(Math.Sqrt(1 - Math.Pow(beta2, state.step))).add_(eps);
            parameter.addcdiv_(state.exp_avg, denominator, value: -(lr / (1 - Math.Pow(beta1, state.step))));
        }
    }
}
