using System.Reflection;
using Pipeline.Training.Batches;
using Pipeline.Training.Preparation;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Regimes;

public sealed class RegimeTests
{
    [Fact]
    public void A_regime_s_input_offers_no_way_to_the_labels_of_an_unlabelled_case()
    {
        // Members that could leak a label map: none on the type that unlabelled cases are given as.
        var members = typeof(ImageCase).GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
            .Select(m => m.Name).Concat(typeof(UnlabelledBatch).GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Select(m => m.Name));
        Assert.DoesNotContain(members, name => name.Contains("label", StringComparison.OrdinalIgnoreCase) || name.Contains("mask", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(typeof(IReadOnlyList<ImageCase>), typeof(RegimeInput).GetProperty(nameof(RegimeInput.Unlabelled))!.PropertyType);
    }

    [Fact]
    public void Every_regime_s_presets_are_valid_and_survive_the_configuration()
    {
        foreach (var regime in RegimeCatalogue.All)
        {
            Assert.Contains("smoke", regime.Presets);
            foreach (var preset in regime.Presets)
            {
                var settings = regime.Preset(preset, threads: 2);
                settings.Check();
                Assert.Equal(settings, regime.Read(regime.Write(settings)));
                Assert.Equal(0, regime.Shape(settings).Patch % regime.Shape(settings).Divisibility);
            }
        }
    }

    [Fact]
    public void A_layer_that_was_not_registered_is_found()
    {
        using var forgetful = new Forgetful();
        var error = Assert.Throws<InvalidOperationException>(() => ModuleCheck.Check("network", forgetful));
        Assert.Contains("the field '_second' of Forgetful is not registered", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_layers_in_a_plain_field_is_found()
    {
        using var listed = new Listed();
        var error = Assert.Throws<InvalidOperationException>(() => ModuleCheck.Check("network", listed));
        Assert.Contains("the field '_layers' of Listed is not registered", error.Message, StringComparison.Ordinal);
    }

    private sealed class Forgetful : nn.Module<Tensor, Tensor>
    {
        private readonly Linear _first = nn.Linear(2, 2);
        private readonly Linear? _second;

        public Forgetful()
            : base(nameof(Forgetful))
        {
            RegisterComponents();
            _second = nn.Linear(2, 2);
        }

        public override Tensor forward(Tensor input) => _second!.call(_first.call(input));
    }

    private sealed class Listed : nn.Module<Tensor, Tensor>
    {
        private readonly List<Linear> _layers = [nn.Linear(2, 2)];

        public Listed()
            : base(nameof(Listed)) => RegisterComponents();

        public override Tensor forward(Tensor input) => _layers[0].call(input);
    }
}
