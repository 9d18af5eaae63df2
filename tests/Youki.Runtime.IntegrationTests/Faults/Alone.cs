namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>Tests that run when no other does: what they choose, such as the next process id of the host, would go to another test's process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
