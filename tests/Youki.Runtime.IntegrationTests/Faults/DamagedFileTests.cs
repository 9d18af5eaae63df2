using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>Files that are cut short, or that a later version has written.</summary>
public sealed class DamagedFileTests
{
    private static readonly RemoveOptions Force = new() { Force = true };

    public static TheoryData<string, string> Records => new()
    {
        { "container.json", """{"schemaVersion": 2, "identity": {"id": "web"}}""" },
        { "container.json", """{"schemaVersion": 2}""" },
        { "resources.json", """{"schemaVersion": 2, "held": []}""" },
        { "runs/1/run.json", """{"schemaVersion": 2, "processes": [1]}""" },
    };

    [Theory]
    [InlineData("youki", "state.json")]
    [InlineData("runc", "state.json")]
    [InlineData("youki", "youki_config.json")]
    public async Task A_runtime_state_cut_short_does_not_keep_a_container_from_going(string flavor, string file)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("sleep 1000"));
        Truncate(node.At($"state/{flavor}/{id}/{file}"));

        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
        await node.Runtime.RemoveContainerAsync(id, Force, TestNode.Token);

        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task A_container_whose_record_is_cut_short_is_listed_and_removed_by_force_only(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("sleep 1000"));
        var healthy = await node.CreateAsync(TestNode.Shell("sleep 1000"));
        Truncate($"{node.Bundle(id)}/container.json");
        var runtime = await node.OpenRuntimeAsync();

        var listed = await runtime.ListContainersAsync(node.Id, cancellationToken: TestNode.Token);
        var status = () => runtime.GetContainerStatusAsync(id, TestNode.Token);
        var remove = () => runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);

        listed.Single(each => each.Id == id).Should().Match<ContainerStatus>(each => each.State == ContainerState.Unknown && each.ErrorMessage!.Contains("container.json"));
        listed.Single(each => each.Id == healthy).State.Should().Be(ContainerState.Running);
        await status.Should().ThrowAsync<RecordException>();
        await remove.Should().ThrowAsync<RecordException>();
        await runtime.RemoveContainerAsync(id, Force, TestNode.Token);
        await runtime.RemoveContainerAsync(healthy, Force, TestNode.Token);
        node.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("youki", "resources.json")]
    [InlineData("runc", "resources.json")]
    [InlineData("youki", "runs/1/run.json")]
    [InlineData("runc", "runs/1/run.json")]
    public async Task A_container_with_another_file_cut_short_is_removed_by_force(string flavor, string file)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("sleep 1000"));
        var healthy = await node.CreateAsync(TestNode.Shell("sleep 1000"));
        Truncate($"{node.Bundle(id)}/{file}");
        var runtime = await node.OpenRuntimeAsync();

        var listed = await runtime.ListContainersAsync(node.Id, cancellationToken: TestNode.Token);
        await runtime.RemoveContainerAsync(id, Force, TestNode.Token);
        await runtime.RemoveContainerAsync(healthy, Force, TestNode.Token);

        listed.Should().HaveCount(2);
        node.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task A_container_whose_run_has_no_record_is_stopped_with_its_processes(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("sleep 1000"));
        var init = ProcessIdentity.Find((await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).Pid!.Value)!.Value;
        File.Delete($"{node.Bundle(id)}/runs/1/run.json");

        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);

        await TestNode.EventuallyAsync(() => Task.FromResult(!init.IsAlive()), "its process has ended");
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
        await node.Runtime.RemoveContainerAsync(id, Force, TestNode.Token);
        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Records))]
    public async Task A_file_of_a_later_version_is_refused_and_never_changed(string file, string content)
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(TestNode.Shell("sleep 1000"), id: "web");
        var pid = (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).Pid!.Value;
        var path = $"{node.Bundle(id)}/{file}";
        var original = File.ReadAllText(path);
        File.WriteAllText(path, content);
        var runtime = await node.OpenRuntimeAsync();
        Func<Task>[] changes =
        [
            () => runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token),
            () => runtime.RemoveContainerAsync(id, Force, TestNode.Token),
            () => runtime.StartContainerAsync(id, TestNode.Token),
            () => node.CreateAsync(TestNode.Shell("true"), id: "web"),
        ];

        foreach (var change in changes)
        {
            await change.Should().ThrowAsync<YoukiException>();
            File.ReadAllText(path).Should().Be(content);
        }

        var refused = await changes[1].Should().ThrowAsync<RecordException>();
        refused.Which.Message.Should().Contain(path).And.Contain("schema version 2");
        await node.OpenRuntimeAsync();
        (await runtime.ListContainersAsync(node.Id, cancellationToken: TestNode.Token)).Should().ContainSingle();
        File.ReadAllText(path).Should().Be(content);
        Directory.Exists($"/proc/{pid}").Should().BeTrue("the container goes on");
        File.WriteAllText(path, original);
    }

    [Fact]
    public async Task A_container_of_a_later_version_is_not_swept_after_a_reboot()
    {
        await using var node = await TestNode.OpenAsync("youki");
        Directory.CreateDirectory(node.At("bundles/web/rootfs"));
        File.WriteAllText(node.At("bundles/web/container.json"), """{"schemaVersion": 2, "identity": {}}""");

        await node.OpenRuntimeAsync();

        File.Exists(node.At("bundles/web/container.json")).Should().BeTrue();
        Directory.Delete(node.At("bundles/web"), recursive: true);
        await node.OpenRuntimeAsync();
        node.AssertNothingIsLeft();
    }

    private static void Truncate(string path) => File.WriteAllBytes(path, File.ReadAllBytes(path)[..20]);
}
