using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Specs;
using static Youki.Runtime.IntegrationTests.Execution.ExecTests;

namespace Youki.Runtime.IntegrationTests.Execution;

/// <summary>What a runtime would do wrong is refused.</summary>
public sealed class ExecRefusalTests
{
    private static readonly ContainerConfig Sleeper = TestNode.Config("/bin/sleep", "100000");

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Seccomp_profile_of_the_caller_s_own_applies_or_the_command_is_refused(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var runtime = await node.OpenRuntimeAsync(new RuntimeSpec
        {
            Linux = new LinuxSpec
            {
                Seccomp = new LinuxSeccomp
                {
                    DefaultAction = "SCMP_ACT_ALLOW",
                    Syscalls = [new LinuxSyscall { Names = ["mkdir", "mkdirat"], Action = "SCMP_ACT_ERRNO" }],
                },
            },
        });
        var id = await runtime.CreateContainerAsync(Sleeper, new CreateContainerOptions { NodeId = node.Id }, TestNode.Token);
        if (flavor == "youki")
        {
            (await FluentActions.Awaiting(() => ExecAsync(node, id, "mkdir /tmp/made")).Should().ThrowAsync<FeatureNotSupportedException>())
                .WithMessage($"*{nameof(ExecOptions.AllowWithoutSeccomp)}*").Which.ContainerId.Should().Be(id);
        }

        var result = await runtime.ExecAsync(id, Command("mkdir /tmp/made") with { AllowWithoutSeccomp = true }, TestNode.Token);

        result.SeccompApplied.Should().Be(flavor != "youki");
        (result.ExitCode == 0).Should().Be(flavor == "youki");
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task User_namespace_is_joined_or_the_command_is_refused(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        LinuxIdMapping[] all = [new() { ContainerId = 0, HostId = 0, Size = 65536 }];
        var runtime = await node.OpenRuntimeAsync(new RuntimeSpec { Linux = new LinuxSpec { Namespaces = [new LinuxNamespace { Type = "user" }], UidMappings = all, GidMappings = all } });
        var id = await runtime.CreateContainerAsync(Sleeper, new CreateContainerOptions { NodeId = node.Id }, TestNode.Token);

        var exec = () => ExecAsync(node, id, "readlink /proc/self/ns/user; readlink /proc/1/ns/user");

        if (flavor == "youki")
        {
            await exec.Should().ThrowAsync<FeatureNotSupportedException>();
            return;
        }

        (await exec()).StdoutText.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Should().ContainSingle();
    }
}
