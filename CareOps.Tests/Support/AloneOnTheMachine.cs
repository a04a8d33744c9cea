namespace CareOps.Tests.Support;

/// <summary>Tests that hold the product to a time run while nothing else does.</summary>
[CollectionDefinition(nameof(AloneOnTheMachine), DisableParallelization = true)]
public sealed class AloneOnTheMachine;
