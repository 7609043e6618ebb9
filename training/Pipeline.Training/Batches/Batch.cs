namespace Pipeline.Training.Batches;

/// <summary>What one step consumes: plain arrays, allocated once and filled again and again. What a regime's batch lacks, its loss cannot see.</summary>
public abstract class Batch;
