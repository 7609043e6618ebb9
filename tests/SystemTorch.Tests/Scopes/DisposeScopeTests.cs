using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Scopes;

public class DisposeScopeTests
{
    [Fact]
    public void Disposes_what_was_made_inside_and_nothing_else()
    {
        using var outside = ones(2);
        Tensor inside;
        using (NewDisposeScope()) inside = outside + 1;
        Assert.True(inside.IsInvalid);
        Assert.False(outside.IsInvalid);
        var error = Assert.Throws<ObjectDisposedException>(() => inside.Handle);
        Assert.Contains("dispose scope", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Moves_to_the_outer_scope_and_from_the_outermost_goes_free()
    {
        Tensor x;
        using (var outer = NewDisposeScope())
        {
            using (var inner = NewDisposeScope())
            {
                x = ones(2).MoveToOuterDisposeScope();
                Assert.False(inner.Contains(x));
                Assert.True(outer.Contains(x));
            }
            Assert.False(x.IsInvalid);
            outer.MoveToOuter(x);
        }
        Assert.False(x.IsInvalid);
        x.Dispose();
        Assert.True(x.IsInvalid);
    }

    [Fact]
    public void Detached_tensors_and_moved_tuples_survive()
    {
        Tensor a, b, c;
        using (var scope = NewDisposeScope())
        {
            (a, b, c) = (ones(1), ones(1), ones(1));
            a.DetachFromDisposeScope();
            scope.Detach(b, c);
            Assert.Equal(0, scope.DisposablesCount);
        }
        Assert.All([a, b, c], t => Assert.False(t.IsInvalid));
        foreach (var t in new[] { a, b, c }) t.Dispose();
    }

    [Fact]
    public void Attach_takes_a_tensor_from_outside_or_from_another_scope()
    {
        using var outer = NewDisposeScope();
        var x = ones(1);
        Tensor free;
        using (var inner = NewDisposeScope())
        {
            free = ones(1).DetachFromDisposeScope();
            inner.Attach(x);
            inner.Attach(x);
            inner.Attach(free);
            Assert.Equal(2, inner.DisposablesCount);
            Assert.False(outer.Contains(x));
        }
        Assert.True(x.IsInvalid);
        Assert.True(free.IsInvalid);
    }

    [Fact]
    public void Moves_to_the_scope_of_another_tensor()
    {
        using var outer = NewDisposeScope();
        var x = ones(1);
        using (NewDisposeScope())
        {
            var y = ones(1).MoveToOtherDisposeScope(x);
            Assert.True(outer.Contains(y));
        }
        Assert.Equal(2, outer.DisposablesCount);
    }

    [Fact]
    public void Disposes_everything_but_what_is_kept()
    {
        using var scope = NewDisposeScope();
        var (a, b, c) = (ones(1), ones(1), ones(1));
        Assert.Same(b, scope.DisposeEverythingBut(b));
        Assert.True(a.IsInvalid);
        Assert.True(c.IsInvalid);
        Assert.Equal([b], scope.DisposablesView);
        scope.DisposeEverything();
        Assert.True(b.IsInvalid);
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Scopes_may_be_disposed_out_of_order()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        var x = ones(1);
        outer.Dispose();
        Assert.Same(inner, CurrentDisposeScope);
        inner.MoveToOuter(x);
        Assert.False(x.IsInvalid);
        inner.Dispose();
        Assert.Null(CurrentDisposeScope);
        Assert.False(x.IsInvalid);
        x.Dispose();
    }

    [Fact]
    public void A_disposed_scope_refuses_work_and_a_second_dispose_does_nothing()
    {
        var scope = NewDisposeScope();
        scope.Dispose();
        scope.Dispose();
        Assert.Throws<ObjectDisposedException>(() => scope.DisposablesCount);
        using var x = ones(1);
        Assert.Throws<ObjectDisposedException>(() => scope.Attach(x));
        using var other = NewDisposeScope();
        Assert.Throws<InvalidOperationException>(() => other.Attach(new MemoryStream()));
    }

    [Fact]
    public void Scopes_belong_to_their_thread()
    {
        using var scope = NewDisposeScope();
        DisposeScope? seen = scope;
        Tensor? made = null;
        var thread = new Thread(() =>
        {
            seen = CurrentDisposeScope;
            made = ones(1);
        });
        thread.Start();
        thread.Join();
        Assert.Null(seen);
        Assert.False(scope.Contains(made!));
        made!.Dispose();
    }

    [Fact]
    public void The_wrapped_expression_leaves_only_its_result()
    {
        using var scope = NewDisposeScope();
        var x = WrappedTensorDisposeScope(() => (ones(2) + 1) * 3);
        Assert.Equal([x], scope.DisposablesView);
        Assert.Equal([6.0, 6], Golden.Values(x));
    }

    [Fact]
    public void In_place_operators_return_the_same_object_and_make_none()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (ones(2), ones(2));
        var before = scope.DisposablesCount;
        Assert.Same(x, x.add_(y).mul_(y).sub_(1).div_(y).clamp_(0, 1).copy_(y).zero_().fill_(2).sqrt_().relu_().detach_());
        Assert.Equal(before, scope.DisposablesCount);
    }

    [Fact]
    public void Statistics_count_inside_and_outside()
    {
        var counts = RunOnNewThread(() =>
        {
            var statistics = DisposeScopeManager.Statistics;
            statistics.Reset();
            var outside = ones(1);
            using (var scope = NewDisposeScope())
            {
                ones(1).Dispose();
                ones(1);
                ones(1).DetachFromDisposeScope().Dispose();
                scope.Attach(outside);
            }
            return (statistics.CreatedOutsideScopeCount, statistics.CreatedInScopeCount, statistics.DisposedInScopeCount,
                statistics.DisposedOutsideScopeCount, statistics.AttachedToScopeCount, statistics.DetachedFromScopeCount, statistics.ThreadTotalLiveCount);
        });
        Assert.Equal((1, 3, 3, 1, 1, 1, 0), counts);
    }

    [Fact]
    public void The_live_count_is_the_same_after_step_3_and_step_13()
    {
        var counts = RunOnNewThread(() =>
        {
            var weights = ones([4], requires_grad: true);
            var live = new List<long>();
            for (var step = 0; step < 13; step++)
            {
                using (NewDisposeScope())
                {
                    ((weights * 2).exp() / 3).sum().backward();
                    using (no_grad()) weights.sub_(weights.grad! * 0.01);
                    weights.grad!.zero_();
                }
                live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            }
            weights.Dispose();
            return (live[2], live[12], DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        });
        Assert.Equal((1, 1, 0), counts);
    }

    private static T RunOnNewThread<T>(Func<T> body)
    {
        T? result = default;
        Exception? fault = null;
        var thread = new Thread(() =>
        {
            try { result = body(); }
            catch (Exception e) { fault = e; }
        });
        thread.Start();
        thread.Join();
        return fault is null ? result! : throw new InvalidOperationException("failed on its thread", fault);
    }
}
