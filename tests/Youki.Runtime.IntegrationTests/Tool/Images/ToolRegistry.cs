using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.TestImages;
using Youki.Runtime.TestImages.Registry;

namespace Youki.Runtime.IntegrationTests.Tool.Images;

/// <summary>A registry for tests of the tool, and images in it.</summary>
internal static class ToolRegistry
{
    public static Task<DockerRegistry> StartAsync(RegistrySetup? setup = null)
    {
        Assert.SkipUnless(DockerRegistry.IsOnHost, "docker-registry is not installed");
        Assert.SkipUnless(Busybox.IsOnHost, "busybox-static is not installed");
        return DockerRegistry.StartAsync(setup, TestNode.Token);
    }

    /// <summary>Busybox with an entrypoint that prints its arguments, and two layers.</summary>
    public static TestImage Greeter(string greeting = "hello", ImagePlatform? platform = null) => Busybox
        .Image(new ImageConfig { Entrypoint = ["/bin/sh", "/greet"], Cmd = ["world"], Env = ["PATH=/bin"], WorkingDir = "/srv", Labels = new Dictionary<string, string> { ["kind"] = "test" } }, platform: platform)
        .Layer(layer => layer.File("greet", $"echo {greeting} \"$@\"\n"))
        .Build();
}
