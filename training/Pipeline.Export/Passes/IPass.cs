namespace Pipeline.Export;

/// <summary>A rewrite of the graph that leaves its outputs the same. A new pass is a file here and a line in the exporter.</summary>
public interface IPass
{
    /// <summary>Rewrites the graph in place and says what was done and what was declined, with the reason.</summary>
    PassReport Apply(OnnxGraph graph);
}
