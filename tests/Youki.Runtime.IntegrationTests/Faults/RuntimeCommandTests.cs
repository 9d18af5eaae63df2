using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>Runtimes whose commands misbehave.</summary>
public sealed class RuntimeCommandTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData("tail -f \"$0\"; exit 1")]
    [InlineData("head -c 10000000 /dev/zero | tr '\\0' x >&2; exit 1")]
    public async Task A_create_that_hangs_is_given_up_and_leaves_nothing(string body)
    {
        await using var node = await TestNode.OpenAsync("youki", options =>
        {
            FakeRuntime.InFrontOf(options, "create", body);
            options.CreateTimeout = Short;
        });

        var create = () => node.CreateAsync(TestNode.Shell("true"), id: "web");

        var failure = (await create.Should().ThrowAsync<OperationTimeoutException>()).Which;
        failure.Message.Should().Contain("create").And.Contain("web");
        failure.Limit.Should().Be(Short);
        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_create_that_hangs_without_a_monitor_is_given_up_and_leaves_nothing()
    {
        await using var node = await TestNode.OpenAsync("youki", options =>
        {
            FakeRuntime.InFrontOf(options, "create", "tail -f \"$0\"; exit 1");
            options.CreateTimeout = Short;
            options.Monitor = "no-such-monitor";
        });

        var create = () => node.CreateAsync(TestNode.Shell("true"), id: "web");

        (await create.Should().ThrowAsync<OperationTimeoutException>()).Which.Message.Should().Contain("create").And.Contain("web");
        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_create_that_makes_the_container_and_then_hangs_leaves_nothing()
    {
        await using var node = await TestNode.OpenAsync("youki", options =>
        {
            FakeRuntime.InFrontOf(options, "create", "\"$REAL\" \"$@\"; tail -f \"$0\"; exit 1");
            options.CreateTimeout = Short;
        });

        var create = () => node.CreateAsync(TestNode.Shell("true"), id: "web");

        await create.Should().ThrowAsync<OperationTimeoutException>();
        node.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("exit 1")]
    [InlineData("kill -9 $$")]
    [InlineData("echo 'no reason at all' >&2; exit 7")]
    [InlineData("head -c 20000 /dev/zero | tr '\\0' x >&2; exit 1")]
    public async Task A_create_that_fails_says_so_and_leaves_nothing(string body)
    {
        await using var node = await TestNode.OpenAsync("youki", options => FakeRuntime.InFrontOf(options, "create", body));

        var create = () => node.CreateAsync(TestNode.Shell("true"), id: "web");

        (await create.Should().ThrowAsync<YoukiException>()).Which.Message.Should().Contain("web").And.Contain("create");
        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_start_that_fails_undoes_the_create()
    {
        await using var node = await TestNode.OpenAsync("youki", options => FakeRuntime.InFrontOf(options, "start", "echo 'Error: out of luck' >&2; exit 1"));

        var create = () => node.CreateAsync(TestNode.Shell("true"), id: "web");

        (await create.Should().ThrowAsync<YoukiException>()).Which.Message.Should().Contain("out of luck").And.Contain("start");
        node.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("exit 1")]
    [InlineData("echo 'Error: no' >&2; exit 1")]
    [InlineData("head -c 10000000 /dev/zero | tr '\\0' x >&2; exit 1")]
    [InlineData("head -c 10000000 /dev/zero | tr '\\0' x >&2")]
    public async Task A_delete_that_fails_or_talks_does_not_keep_a_container_from_going(string body)
    {
        await using var node = await TestNode.OpenAsync("youki", options => FakeRuntime.InFrontOf(options, "delete", body));
        var id = await node.CreateAsync(TestNode.Shell("sleep 1000"));

        await node.Runtime.RemoveContainerAsync(id, new RemoveOptions { Force = true }, TestNode.Token);

        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_delete_that_hangs_is_told_and_the_removal_can_be_repeated()
    {
        await using var node = await TestNode.OpenAsync("youki", options =>
        {
            FakeRuntime.InFrontOf(options, "delete", $"[ -e '{Path.GetDirectoryName(options.BundleDirectory)}/go' ] || exec tail -f \"$0\"");
            options.CommandTimeout = Short;
        });
        var id = await node.CreateAsync(TestNode.Shell("sleep 1000"));

        var remove = () => node.Runtime.RemoveContainerAsync(id, new RemoveOptions { Force = true }, TestNode.Token);

        (await remove.Should().ThrowAsync<OperationTimeoutException>()).Which.Message.Should().Contain("delete").And.Contain(id.Value);
        File.WriteAllText(node.At("go"), "");
        await remove.Should().NotThrowAsync();

        // A delete is never killed, since it may be half-way.
        foreach (var tail in Native.ProcessTable.All().Where(process => process.Arguments is ["tail", "-f", var file] && file == node.Options.Runtime).ToList())
        {
            System.Diagnostics.Process.GetProcessById(tail.Process.Pid).Kill();
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task A_runtime_that_is_gone_does_not_keep_a_container_from_going(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor, options => FakeRuntime.InFrontOf(options, "no-verb", ""));
        var id = await node.CreateAsync(TestNode.Shell("echo up; exec sleep 1000"));
        await node.SaysAsync(id, "up");
        File.Delete(node.Options.Runtime);

        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
        await node.Runtime.RemoveContainerAsync(id, new RemoveOptions { Force = true }, TestNode.Token);

        node.AssertNothingIsLeft();
    }
}
