using System.Diagnostics;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Faults;

public sealed class ForeignProcessTests
{
    [Fact]
    public async Task A_process_of_another_user_that_looks_like_a_monitor_is_left_alone()
    {
        await using var node = await TestNode.OpenAsync("youki");
        Directory.CreateDirectory(node.Bundle(ContainerId.Parse("half")));
        await File.WriteAllTextAsync(Path.Combine(node.Options.BundleDirectory, ".locks/half"), "", TestNode.Token);
        using var impostor = Process.Start(new ProcessStartInfo("setpriv", ["--reuid=65534", "--clear-groups", "sh", "-c", "sleep 60; :", "sh", "-b", node.Bundle(ContainerId.Parse("half")), "-c", "half"]))!;
        try
        {
            await node.OpenRuntimeAsync().WaitAsync(TimeSpan.FromSeconds(20), TestNode.Token);

            impostor.HasExited.Should().BeFalse();
            node.Files().Should().BeEmpty("the half-made container is swept all the same");
        }
        finally
        {
            impostor.Kill(entireProcessTree: true);
            await impostor.WaitForExitAsync(CancellationToken.None);
        }
    }
}
