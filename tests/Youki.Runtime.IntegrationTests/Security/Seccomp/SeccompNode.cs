using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Security.Seccomp;

/// <summary>Runs probes in containers of a node.</summary>
internal static class SeccompNode
{
    /// <summary>What a probe tells from inside a container.</summary>
    public static async Task<Dictionary<string, int>> ProbeAsync(this TestNode node, Probe probe, ContainerConfig? config = null)
    {
        var image = node.At($"image-{Guid.NewGuid():N}");
        var reference = BusyboxImage.MakeAt(image);
        probe.WriteTo($"{image}/bin/probe");
        var (exit, output, error) = await node.RunAsync((config ?? TestNode.Config()) with { Image = reference, Command = ["/bin/probe"] });
        exit.ExitCode.Should().Be(0, "the probe runs to its end: {0}", error);
        return probe.Read(output);
    }

    public static ContainerConfig With(SeccompConfig seccomp) => TestNode.Config("/bin/true") with { Security = new SecurityConfig { Seccomp = seccomp } };
}
