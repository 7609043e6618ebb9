using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Pipeline.Training.Batches;

/// <summary>
/// Fills batches ahead of the trainer on threads of its own, into a ring of buffers that is allocated once. Which thread fills which
/// batch is left to chance; what is in it is not (<see cref="IBatchSource{TBatch}"/>).
/// </summary>
public sealed class BatchLoader<TBatch> : IBatchLoader
    where TBatch : Batch
{
    private sealed class Slot(TBatch batch)
    {
        public TBatch Batch { get; } = batch;

        /// <summary>The step whose batch is in here, complete; -1 while it is free or being filled.</summary>
        public long Ready { get; set; } = -1;
    }

    private readonly Lock _gate = new();
    private readonly IBatchSource<TBatch> _source;
    private readonly Slot[] _slots;
    private readonly Thread[] _workers;
    private readonly SemaphoreSlim _room;
    private readonly SemaphoreSlim[] _filled;
    private readonly CancellationTokenSource _stop = new();
    private readonly long _end;
    private long _next;
    private Exception? _failure;

    /// <param name="source">Makes the batches.</param>
    /// <param name="first">The first step that will be taken.</param>
    /// <param name="end">One past the last step.</param>
    /// <param name="workers">Threads, at least 1.</param>
    /// <param name="ahead">Buffers in the ring: how many batches may be ready or in the making.</param>
    public BatchLoader(IBatchSource<TBatch> source, long first, long end, int workers, int ahead)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, 2);
        _source = source;
        _next = first;
        _end = end;
        _slots = [.. Enumerable.Range(0, ahead).Select(_ => new Slot(source.Allocate()))];
        _filled = [.. Enumerable.Range(0, ahead).Select(_ => new SemaphoreSlim(0))];
        _room = new SemaphoreSlim(ahead);
        _workers = [.. Enumerable.Range(0, workers).Select(i => new Thread(Work) { IsBackground = true, Name = $"batches {i}" })];
        foreach (var worker in _workers) worker.Start();
    }

    public double WaitSeconds { get; private set; }

    public Batch Take(long step)
    {
        var slot = (int)(step % _slots.Length);
        var start = Stopwatch.GetTimestamp();
        _filled[slot].Wait();
        WaitSeconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
        lock (_gate)
        {
            if (_failure is not null) ExceptionDispatchInfo.Throw(_failure);
            if (_slots[slot].Ready != step)
            {
                throw new InvalidOperationException($"step {step} was taken while the loader holds step {_slots[slot].Ready}; take steps in order");
            }
        }
        return _slots[slot].Batch;
    }

    public void GiveBack(long step)
    {
        lock (_gate) _slots[(int)(step % _slots.Length)].Ready = -1;
        _room.Release();
    }

    public void Dispose()
    {
        _stop.Cancel();
        foreach (var worker in _workers) worker.Join();
        _stop.Dispose();
        _room.Dispose();
        foreach (var filled in _filled) filled.Dispose();
    }

    private void Work()
    {
        try
        {
            while (true)
            {
                // Room is released in the order in which steps are taken, so the claimed step's slot is always free here.
                _room.Wait(_stop.Token);
                long step;
                lock (_gate)
                {
                    if (_next >= _end) return;
                    step = _next++;
                }
                var slot = _slots[(int)(step % _slots.Length)];
                _source.Fill(slot.Batch, step);
                lock (_gate) slot.Ready = step;
                _filled[(int)(step % _slots.Length)].Release();
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed while waiting for room.
        }
        catch (Exception failure)
        {
            lock (_gate) _failure ??= failure;
            foreach (var filled in _filled) filled.Release();
        }
    }
}
