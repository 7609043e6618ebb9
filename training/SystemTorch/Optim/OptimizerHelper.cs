using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimisers share: groups, state per parameter, and its file.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    protected OptimizerOptions _defaults = null!;
    protected OrderedDict<nint, OptimizerState> _state = [];

    public OptimizerHelper() { }

    public void save_state_dict(string location)
    {
        using var stream = File.Create(location);
        using var writer = new BinaryWriter(stream);
        save_state_dict(writer);
    }

    public void load_state_dict(string location)
    {
        using var stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream);
        load_state_dict(reader);
    }

    /// <summary>The optimiser's name, numbers of groups and states, then the options of each group and each parameter's state.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        var state = state_dict();
        writer.Write(GetType().Name);
        TensorFile.WriteNumber(writer, state.Options.Count);
        TensorFile.WriteNumber(writer, state.State.Count);
        foreach (var options in state.Options) options.SaveStateDict(writer);
        foreach (var entry in state.State) entry.SaveStateDict(writer);
    }

    public void load_state_dict(BinaryReader reader)
    {
        var name = reader.ReadString();
        if (name != GetType().Name)
            throw new InvalidDataException($"Found the state of {name}, expected {GetType().Name}: load it into the optimiser that saved it.");

        var state = state_dict();
        RequireCounts(TensorFile.ReadNumber(reader), TensorFile.ReadNumber(reader), state);
        using var noGrad = no_grad();
        foreach (var options in state.Options) options.LoadStateDict(reader);
        foreach (var entry in state.State) entry.LoadStateDict(reader);
    }

    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        RequireCounts(state_dict.Options.Count, state_dict.State.Count, own);
        foreach (var (options, source) in own.Options.Zip(state_dict.Options).Where(pair => pair.First != pair.Second)) options.LoadStateDict(source);
        foreach (var (entry, source) in own.State.Zip(state_dict.State).Where(pair => pair.First != pair.Second)) entry.LoadStateDict(source);
    }

    /// <summary>The live options and states, not copies.</summary>
    public virtual StateDictionary state_dict()
    {
        var state = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            state.Options.Add(group.Options);
            var indices = new List<int>();
            foreach (var parameter in group.Parameters)
            {
                indices.Add(state.State.Count);
                state.State.Add(_state[parameter.Handle]);
            }

            state.StateIndexRef.Add(indices);
        }

        return state;
    }

    public void to(Device device)
    {
        foreach (var (_, state) in _state) state.to(device);
    }

    public override void zero_grad() => base.zero_grad();

    public override IEnumerable<Parameter> parameters() => base.parameters();

    public override void add_param_group(ParamGroup param_group) => base.add_param_group(param_group);

    /// <summary>Runs the closure with autograd, then <paramref name="body"/> on each group without, in a dispose scope of its own.</summary>
    protected Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null)
        where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using var grad = enable_grad();
            loss = loss_closure();
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in _parameter_groups) body((T)group);
        return loss;
    }

    /// <summary>Takes a group whose options are complete: notes its first rate and makes the state of its parameters.</summary>
    private protected void Take(ParamGroup group, Func<Parameter, OptimizerState> state)
    {
        group.Parameters = [.. group.Parameters];
        group.InitialLearningRate = group.LearningRate;
        _parameter_groups.Add(group);
        foreach (var parameter in group.Parameters)
        {
            var entry = state(parameter);
            entry.Initialize(group.Options);
            _state.Add(parameter.Handle, entry);
        }
    }

    private protected void DisposeState()
    {
        foreach (var (_, state) in _state) (state as IDisposable)?.Dispose();
        _state.Clear();
    }

    private void RequireCounts(long groups, long states, StateDictionary own)
    {
        if (groups != own.Options.Count || states != own.State.Count)
        {
            throw new ArgumentException(
                $"Found {groups} parameter groups with {states} parameters, expected {own.Options.Count} with {own.State.Count}: "
                + $"the state is of another network or other groups.");
        }
    }
}
