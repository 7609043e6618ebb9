namespace Pipeline.Inference.Tests;

/// <summary>Sequences worked out by hand from the rules of ONNX Runtime's BFCArena.</summary>
public sealed class ArenaModelTests
{
    private const double MiB = 1 << 20;

    [Fact]
    public void Only_what_is_used_of_a_region_is_resident()
    {
        var arena = new ArenaModel();
        arena.Allocate(100 * MiB); // a region of 128
        Assert.Equal(100 * MiB, arena.Resident);
        arena.Allocate(1);
        Assert.Equal((100 * MiB) + 256, arena.Resident);
    }

    [Fact]
    public void Freed_memory_is_used_again_and_neighbours_are_joined()
    {
        var arena = new ArenaModel();
        ArenaModel.Chunk[] parts = [.. Enumerable.Range(0, 4).Select(_ => arena.Allocate(256 << 10))]; // one region of 1 MiB, in four
        foreach (int i in new[] { 1, 3, 0, 2 })
            ArenaModel.Release(parts[i]);
        arena.Allocate(MiB);
        Assert.Equal(MiB, arena.Resident);
    }

    [Fact]
    public void What_is_too_large_for_the_pieces_gets_a_region_of_its_own()
    {
        var arena = new ArenaModel();
        ArenaModel.Chunk first = arena.Allocate(128 * MiB); // region of 128
        ArenaModel.Chunk second = arena.Allocate(128 * MiB); // region of 128, the next will have 256
        ArenaModel.Release(first);
        ArenaModel.Release(second);
        arena.Allocate(129 * MiB); // in neither, although both are free
        Assert.Equal((128 + 128 + 129) * MiB, arena.Resident);
    }

    [Fact]
    public void A_piece_is_given_away_whole_when_little_would_be_left_of_it()
    {
        var arena = new ArenaModel();
        ArenaModel.Release(arena.Allocate(128 * MiB));
        arena.Allocate(100 * MiB); // takes all 128
        arena.Allocate(20 * MiB);
        Assert.Equal((128 + 20) * MiB, arena.Resident);
    }
}
