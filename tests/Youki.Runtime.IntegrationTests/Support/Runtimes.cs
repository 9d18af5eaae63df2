namespace Youki.Runtime.IntegrationTests.Support;

/// <summary>The runtimes that every test of a container runs with.</summary>
public static class Runtimes
{
    public static TheoryData<string> All => ["youki", "runc"];
}
