using FsCheck.Fluent;
using FsCheck;

namespace Pipeline.Export.Tests;

public sealed class ProtoMessageTests
{
    [Fact]
    public void Every_whole_number_comes_back() => Prop.ForAll(ArbMap.Default.ArbFor<long>(), number =>
    {
        ProtoReader reader = new(Bytes(new ProtoMessage().Int(15, number).Int(2000, number)));
        Assert.True(reader.Next());
        Assert.Equal((15, unchecked((ulong)number)), (reader.Field, reader.Number));
        Assert.True(reader.Next());
        Assert.Equal((2000, unchecked((ulong)number)), (reader.Field, reader.Number));
        Assert.False(reader.Next());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nested_messages_have_their_exact_length()
    {
        byte[] payload = new byte[300];
        ProtoMessage message = new ProtoMessage().Message(1, new ProtoMessage().Text(2, "é").Message(3, new ProtoMessage().Bytes(4, payload)));
        // 3 bytes of head for 300 bytes, 3 for 303, 4 for "é", 3 around all.
        Assert.Equal(3 + 4 + 3 + 3 + 300, message.Length);
        Assert.Equal([0x0A, 0xB6, 0x02, 0x12, 0x02, 0xC3, 0xA9], Bytes(message)[..7]);
    }

    [Fact]
    public void Truncated_bytes_are_refused()
    {
        byte[] bytes = Bytes(new ProtoMessage().Bytes(1, new byte[10]));
        Assert.Throws<ExportException>(() =>
        {
            ProtoReader reader = new(bytes.AsSpan(0, 5));
            reader.Next();
        });
    }

    private static byte[] Bytes(ProtoMessage message)
    {
        byte[] bytes = new byte[message.Length];
        message.CopyTo(bytes);
        return bytes;
    }
}
