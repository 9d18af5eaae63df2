using Youki.Runtime.Specs;
using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class UserNamespaceOptionsTests
{
    private readonly ToolHarness _tool = new();

    [Theory]
    [InlineData("host", UserNamespaceMode.Host, null)]
    [InlineData("auto", UserNamespaceMode.Automatic, null)]
    [InlineData("auto:size=1000", UserNamespaceMode.Automatic, 1000)]
    public async Task Mode_becomes_the_configuration(string text, UserNamespaceMode mode, int? size)
    {
        await _tool.RunAsync("create", "--userns", text, "img");

        _tool.Runtime.Containers.Single().Config.UserNamespace.Should().Be(new UserNamespaceConfig { Mode = mode, Size = (uint?)size });
    }

    [Fact]
    public async Task Nothing_said_is_nothing_asked()
    {
        await _tool.RunAsync("create", "img");

        _tool.Runtime.Containers.Single().Config.UserNamespace.Should().BeNull();
    }

    [Fact]
    public async Task Maps_become_the_configuration()
    {
        await _tool.RunAsync("create", "--uidmap", "0:100000:1000", "--uidmap", "5000:300000", "--gidmap", "0:200000:10", "img");

        _tool.Runtime.Containers.Single().Config.UserNamespace.Should().BeEquivalentTo(new UserNamespaceConfig
        {
            Mode = UserNamespaceMode.Explicit,
            UidMappings = [Map(0, 100_000, 1000), Map(5000, 300_000, 1)],
            GidMappings = [Map(0, 200_000, 10)],
        });
    }

    [Theory]
    [InlineData("--userns", "keep-id")]
    [InlineData("--userns", "auto:size=0")]
    [InlineData("--userns", "auto:uidmapping=0:1:2")]
    [InlineData("--userns", "container:x")]
    [InlineData("--uidmap", "0")]
    [InlineData("--uidmap", "0:-1:5")]
    [InlineData("--gidmap", "0:1:2:3")]
    [InlineData("--userns=auto", "--uidmap=0:100000:10")]
    public async Task What_is_not_understood_is_refused(params string[] options)
    {
        var outcome = await _tool.RunAsync(["create", .. options, "img"]);

        outcome.ExitCode.Should().Be(2);
        _tool.Runtime.Containers.Should().BeEmpty();
    }

    [Fact]
    public async Task Pool_reaches_the_library_and_whoever_removes_the_container()
    {
        await _tool.RunAsync("ps", "--id-pool", "100000:5000", "--id-pool-dir", "pool");

        _tool.Settings!.ToOptions().UserNamespaces.Should().BeEquivalentTo(new IdPoolOptions { FirstId = 100_000, Count = 5000, Directory = "/home/me/pool" });
        _tool.Settings.ToArguments().Should().Contain("--id-pool-dir=/home/me/pool");
    }

    private static LinuxIdMapping Map(uint inside, uint outside, uint size) => new() { ContainerId = inside, HostId = outside, Size = size };
}
