using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>Small things that dead processes leave.</summary>
public sealed class SweepTests
{
    [Fact]
    public async Task Locks_without_a_container_and_old_logs_of_commands_are_swept()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var (old, young) = (node.At("bundles/.commands/delete-1.json"), node.At("bundles/.commands/delete-2.json"));
        File.WriteAllText(node.At("bundles/.locks/nobody"), "");
        File.WriteAllText(young, "");
        File.WriteAllText(old, "");
        File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-3));

        await node.OpenRuntimeAsync();

        node.Files().Should().Equal(young);
        File.Delete(young);
    }
}
