using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Stats;

/// <summary>The processes of containers.</summary>
public sealed class ProcessesTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Every_process_is_listed(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("echo 'daemon:x:7:7::/:/bin/sh' > /etc/passwd; sleep 101 & sleep 102 & echo ready; wait"));
        await node.SaysAsync(id, "ready");

        // What the shell has forked becomes its program a moment later.
        IReadOnlyList<ContainerProcess> processes = [];
        await TestNode.EventuallyAsync(async () =>
            (processes = await node.Runtime.ListContainerProcessesAsync(id, TestNode.Token)).Count(process => process.Name == "sleep") == 2);

        processes.Should().HaveCount(3);
        var first = processes.Single(process => process.ContainerPid == 1);
        first.Pid.Should().Be(await node.PidAsync(id));
        first.Should().BeEquivalentTo(new { Uid = 0u, Name = "sh", Threads = 1 });
        first.Arguments.Should().StartWith(["/bin/sh", "-c"]);
        first.StartedAt.Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));
        first.ResidentBytes.Should().BePositive();
        processes.Where(process => process.ParentPid == first.Pid).Select(process => string.Join(' ', process.Arguments)).Should().BeEquivalentTo("sleep 101", "sleep 102");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Users_have_their_names_in_the_container(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell(
            "printf 'root:x:0:0::/:/bin/sh\\nmine:x:7:7::/:/bin/sh\\n' > /etc/passwd; su mine -s /bin/sh -c 'echo ready; exec sleep 100' & wait"));
        await node.SaysAsync(id, "ready");

        var processes = await node.Runtime.ListContainerProcessesAsync(id, TestNode.Token);

        processes.Should().Contain(process => process.Uid == 7 && process.User == "mine").And.Contain(process => process.Uid == 0 && process.User == "root");
    }

    [Theory]
    [InlineData("rm -f /etc/passwd; mkdir /etc/passwd")]
    [InlineData("rm -f /etc/passwd; mkfifo /etc/passwd")]
    [InlineData("rm -f /etc/passwd; ln -s /proc/self/fd/0 /etc/passwd")]
    [InlineData("rm -f /etc/passwd; dd if=/dev/zero of=/etc/passwd bs=1M count=2")]
    public async Task Hostile_accounts_give_no_names(string prepare)
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(TestNode.Shell($"mkdir -p /etc; {prepare}; echo ready; exec sleep 100"));
        await node.SaysAsync(id, "ready");

        var processes = await node.Runtime.ListContainerProcessesAsync(id, TestNode.Token);

        processes.Should().ContainSingle().Which.User.Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Processes_of_what_has_ended_throw(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/true"));
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        var list = () => node.Runtime.ListContainerProcessesAsync(id, TestNode.Token);

        (await list.Should().ThrowAsync<ContainerStatusException>()).Which.State.Should().Be(ContainerState.Stopped);
    }
}
