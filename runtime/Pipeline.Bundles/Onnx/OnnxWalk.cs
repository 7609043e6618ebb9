namespace Pipeline.Bundles;

/// <summary>
/// Walks an ONNX file's protobuf with bounds before any library reads it. Accepts one plain graph of known operators with all its
/// weights inside, and nothing else: no external data, functions, sub-graphs, sparse tensors, training information or unknown fields.
/// Give the same bytes to the session that were walked, never a path.
/// </summary>
public static class OnnxWalk
{
    private const int MaxDomains = 8;

    /// <summary>Checks the model and says what is in it; throws <see cref="BundleException"/> at the first broken rule.</summary>
    /// <param name="model">The whole file.</param>
    /// <param name="policy">Limits; <see cref="OnnxPolicy.Default"/> unless there is a reason.</param>
    /// <param name="file">Name for messages.</param>
    public static OnnxSummary Check(ReadOnlySpan<byte> model, OnnxPolicy? policy = null, string file = "model.onnx")
    {
        WalkContext walk = new(file, policy ?? OnnxPolicy.Default);
        walk.That(model.Length > 0, "size", "is empty, expected an ONNX model");
        walk.That(
            model.Length <= walk.Policy.MaxBytes, "size",
            $"is {Text.Bytes(model.Length)}, expected at most {Text.Bytes(walk.Policy.MaxBytes)}");

        ProtoReader reader = new(model, walk), graph = default;
        long irVersion = 0;
        bool hasGraph = false;
        string producer = "", producerVersion = "";
        Dictionary<string, long> opsets = new(StringComparer.Ordinal);
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reader.Once("ir_version"); irVersion = reader.Int64(); break;
                case 2: reader.Once("producer_name"); producer = reader.Text("producer_name", walk.Policy.MaxNameBytes); break;
                case 3: reader.Once("producer_version"); producerVersion = reader.Text("producer_version", walk.Policy.MaxNameBytes); break;
                case 4: reader.Once("domain"); reader.Text("domain", walk.Policy.MaxNameBytes); break;
                case 5: reader.Once("model_version"); reader.Int64(); break;
                case 6: reader.Once("doc_string"); reader.Text("doc_string", walk.Policy.MaxTextBytes); break;
                case 7: reader.Once("graph"); graph = reader.Message(); hasGraph = true; break;
                case 8: ReadOpset(reader.Message(), walk, opsets); break;
                case 14: MetadataWalk.ReadEntry(reader.Message(), walk, metadata); break;
                case 20: throw walk.Fail("training-info", "holds training_info, expected a model for inference only");
                case 25: throw walk.Fail("functions", "holds functions, expected a plain graph; inline them at export");
                default: throw reader.Unknown("the model");
            }
        }
        walk.That(
            irVersion >= walk.Policy.MinIrVersion && irVersion <= walk.Policy.MaxIrVersion, "ir-version",
            $"ir_version {irVersion}, expected {walk.Policy.MinIrVersion} to {walk.Policy.MaxIrVersion}");
        CheckOpset(walk, opsets);
        walk.That(hasGraph, "graph", "holds no graph");
        return new GraphWalk(walk, opsets).Read(graph) with
        {
            IrVersion = irVersion,
            Producer = producer,
            ProducerVersion = producerVersion,
            Metadata = metadata,
        };
    }

    private static void ReadOpset(ProtoReader reader, WalkContext walk, Dictionary<string, long> opsets)
    {
        string domain = "";
        long version = 0;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reader.Once("opset domain"); domain = reader.Text("opset domain", walk.Policy.MaxNameBytes); break;
                case 2: reader.Once("opset version"); version = reader.Int64(); break;
                default: throw reader.Unknown("opset_import");
            }
        }
        walk.That(
            walk.Policy.Domains.Contains(domain), "domain",
            $"operator domain {Text.Quote(domain)} is not accepted, expected only standard operators (ai.onnx)");
        domain = domain == "ai.onnx" ? "" : domain;
        walk.That(opsets.Count < MaxDomains && opsets.TryAdd(domain, version), "opset", $"opset of domain {Text.Quote(domain)} appears twice");
    }

    private static void CheckOpset(WalkContext walk, Dictionary<string, long> opsets)
    {
        walk.That(opsets.TryGetValue("", out long opset), "opset", "has no opset of the standard operators");
        walk.That(
            opset >= walk.Policy.MinOpset && opset <= walk.Policy.MaxOpset, "opset",
            $"opset {opset}, expected {walk.Policy.MinOpset} to {walk.Policy.MaxOpset}; export with --opset 17");
    }
}
