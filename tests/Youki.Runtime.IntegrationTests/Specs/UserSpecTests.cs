using System.Text.Json;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Specs;

namespace Youki.Runtime.IntegrationTests.Specs;

/// <summary>The group "misc_props" of youki's contract suite, and what else a user's own contributor may say.</summary>
public sealed class UserSpecTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Unknown_property_is_kept_and_ignored(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var unknown = new Dictionary<string, JsonElement> { ["com.example.unknown"] = JsonElement.Parse("""{"nested":[1,2]}""") };
        var runtime = await node.OpenRuntimeAsync(new RuntimeSpec { UnknownMembers = unknown, Linux = new LinuxSpec { UnknownMembers = unknown } });

        var id = await runtime.CreateContainerAsync(TestNode.Config("/bin/true"), new() { NodeId = node.Id }, TestNode.Token);

        (await runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(0);
        using var config = JsonDocument.Parse(await File.ReadAllTextAsync(node.Layout(id).SpecFile, TestNode.Token));
        config.RootElement.GetProperty("com.example.unknown").GetProperty("nested").GetArrayLength().Should().Be(2);
        config.RootElement.GetProperty("linux").TryGetProperty("com.example.unknown", out _).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Version_that_is_none_fails_create_and_leaves_nothing(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        foreach (var version in new[] { "0.9.0", "2.0.0", "no version" })
        {
            var runtime = await node.OpenRuntimeAsync(new RuntimeSpec { OciVersion = version });
            var create = () => runtime.CreateContainerAsync(TestNode.Config("/bin/true"), new() { NodeId = node.Id }, TestNode.Token);

            await create.Should().ThrowAsync<YoukiException>("{0} is no version of the specification 1.x", version);
        }

        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Contributor_has_the_last_word(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var runtime = await node.OpenRuntimeAsync(new RuntimeSpec
        {
            Hostname = "mine",
            Process = new OciProcess { Env = ["ADDED=yes", "HOME=/other"], Rlimits = [new ProcessRlimit { Type = "RLIMIT_CORE", Soft = 0, Hard = 0 }] },
            Mounts = [new Mount { Destination = "/dev/shm", Type = "tmpfs", Source = "shm", Options = ["size=1m", "mode=1777"] }],
        });

        var id = await runtime.CreateContainerAsync(
            TestNode.Shell("hostname; echo $ADDED $HOME; ulimit -c; grep -o 'shm.*size=[^, ]*' /proc/mounts") with { Hostname = "theirs" },
            new() { NodeId = node.Id },
            TestNode.Token);
        await runtime.WaitContainerAsync(id, TestNode.Token);

        var lines = (await node.OutputAsync(id)).Output.Split('\n');
        lines[..3].Should().Equal("mine", "yes /other", "0");
        lines[3].Should().EndWith("size=1024k");
        (await runtime.InspectContainerAsync(id, TestNode.Token)).SpecAuthors!["hostname"].Should().Be(nameof(UserContributor));
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Contributors_that_disagree_fail_create_and_leave_nothing(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var runtime = await node.OpenRuntimeAsync([new UserContributor(new() { Hostname = "one" }), new UserContributor(new() { Hostname = "two" })]);

        var create = () => runtime.CreateContainerAsync(TestNode.Config("/bin/true"), new() { NodeId = node.Id }, TestNode.Token);

        (await create.Should().ThrowAsync<SpecConflictException>()).Which.Field.Should().Be("hostname");
        node.AssertNothingIsLeft();
    }
}
