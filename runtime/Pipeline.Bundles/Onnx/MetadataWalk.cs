namespace Pipeline.Bundles;

/// <summary>Reads metadata_props entries.</summary>
internal static class MetadataWalk
{
    /// <summary>Adds one key and value.</summary>
    public static void ReadEntry(ProtoReader reader, WalkContext walk, Dictionary<string, string> entries)
    {
        string key = "", value = "";
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reader.Once("metadata key"); key = reader.Text("metadata key", walk.Policy.MaxNameBytes); break;
                case 2: reader.Once("metadata value"); value = reader.Text("metadata value", walk.Policy.MaxMetadataBytes); break;
                default: throw reader.Unknown("metadata_props");
            }
        }
        walk.That(entries.Count < walk.Policy.MaxMetadata, "metadata", $"more than {walk.Policy.MaxMetadata} metadata entries");
        walk.That(entries.TryAdd(key, value), "metadata", $"metadata key {Text.Quote(key)} appears twice");
    }
}
