using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>Finds and kills monitors of single containers, by their exact arguments.</summary>
internal static class Monitors
{
    private const int SigKill = 9;

    public static async Task KillAsync(TestNode node, ContainerId id)
    {
        var monitor = Find(node, id).Should().ContainSingle().Subject;
        using (var handle = monitor.TryOpen())
        {
            PidFd.TrySignal(handle!, SigKill).Should().BeTrue();
        }

        await TestNode.EventuallyAsync(() => Task.FromResult(!monitor.IsAlive()));
    }

    public static void Signal(TestNode node, ContainerId id, Signal signal)
    {
        using var handle = Find(node, id).Should().ContainSingle().Subject.TryOpen();
        PidFd.TrySignal(handle!, signal.Number).Should().BeTrue();
    }

    public static IReadOnlyList<ProcessIdentity> Find(TestNode node, ContainerId id) =>
    [
        .. ProcessTable.All()
            .Where(process => process.Name == "conmon" && Follows(process.Arguments, "-c", id.Value) && Follows(process.Arguments, "-b", node.Bundle(id)))
            .Select(process => process.Process),
    ];

    private static bool Follows(IReadOnlyList<string> arguments, string option, string value) => arguments.Zip(arguments.Skip(1)).Contains((option, value));
}
