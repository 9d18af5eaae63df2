using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Lifecycle;

/// <summary>The group "pidfile" of youki's contract suite: the process that the status names is the container's first.</summary>
public sealed class PidTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Pid_running_is_the_containers_first_process(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "12345"));

        var pid = await node.PidAsync(id);

        await TestNode.EventuallyAsync(() => Task.FromResult(File.ReadAllText($"/proc/{pid}/cmdline") == string.Join('\0', "/bin/sleep", "12345", "")));
        File.ReadAllText($"/proc/{pid}/cgroup").Should().Contain($"{node.CgroupParent}/{id}\n");
        File.ReadLines($"/proc/{pid}/status").Should().ContainSingle(line => line.StartsWith("NSpid:") && line.EndsWith("\t1"));
        (await (await node.RuntimeOfAsync(id)).StateAsync(id, TestNode.Token)).Pid.Should().Be(pid);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Pid_stays_the_same_from_created_to_running(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"), start: false);

        var created = await node.PidAsync(id);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);

        (await node.PidAsync(id)).Should().Be(created);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Pid_of_a_new_run_is_another_one(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));
        var first = await node.PidAsync(id);

        await node.Runtime.KillContainerAsync(id, Signal.Kill, TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        var stopped = await node.Runtime.GetContainerStatusAsync(id, TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);

        stopped.Pid.Should().BeNull();
        (await node.PidAsync(id)).Should().NotBe(first);
    }
}
