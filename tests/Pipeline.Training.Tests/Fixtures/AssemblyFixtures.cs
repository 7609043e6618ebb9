using Pipeline.Training.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(PhantomData))]

// Byte-for-byte comparisons need the tensor library's thread count, which is one number per process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
