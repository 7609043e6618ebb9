using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests;

public class SmokeTests
{
    [Fact]
    public void Adds()
    {
        using var scope = NewDisposeScope();
        torch.manual_seed(1);
        Console.WriteLine(randn(4).npstr("g9"));
        var x = randn([3, 4], requires_grad: true);
        var y = (x * x + 1).sum();
        y.backward();
        Console.WriteLine(x.grad!.str());
        Console.WriteLine(x[1, 2].item<float>());
        Console.WriteLine(x[.., 1..3]);
        Console.WriteLine(tensor(new float[] { 1, 2, 3, 4 }, [2, 2]).sum([0L]).cstr());
    }
    [Fact]
    public void Speed()
    {
        var a = ones(4);
        var b = ones(4);
        var r4 = ones(4, requires_grad: true);
        using (NewDisposeScope()) a = a.add(b).DetachFromDisposeScope();
        for (int r = 0; r < 4; r++)
        {
            Time("add dispose", () => { using var c = a + b; });
            Time("add scope of its own", () => { using var s = NewDisposeScope(); var c = a + b; });
            var sc = NewDisposeScope();
            Time("add in one scope", () => { var c = a + b; });
            sc.Dispose();
            Time("add unscoped, finaliser", () => { var c = a + b; });
            Time("add_ ", () => a.add_(b));
            Time("mul_ scalar", () => a.mul_(1.0));
            Time("add grad", () => { using var c = r4 + b; });
            Time("a*2.0", () => { using var c = a * 2.0; });
            Time("shape", () => { var c = a.shape; });
            Time("ndim", () => { var c = a.ndim; });
            Time("item", () => { var c = b[0].item<float>(); });
        }
        static void Time(string name, Action f)
        {
            var sw = System.Diagnostics.Stopwatch.StartNew();
            for (int i = 0; i < 50000; i++) f();
            Console.WriteLine($"{name} {sw.Elapsed.TotalMicroseconds / 50000:F3} us");
        }
    }
}
