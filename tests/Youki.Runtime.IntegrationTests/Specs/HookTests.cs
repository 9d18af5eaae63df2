using System.Text.Json;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Specs;

namespace Youki.Runtime.IntegrationTests.Specs;

/// <summary>The groups "hooks" of youki's contract suite, through a user's own contributor.</summary>
public sealed class HookTests
{
    private static readonly Hook Failing = new() { Path = "/bin/false", Args = ["false"] };

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Hooks_get_the_state_on_standard_input(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var runtime = await node.OpenRuntimeAsync(new RuntimeSpec
        {
            Annotations = new Dictionary<string, string> { ["com.example.note"] = "seen" },
            Hooks = new Hooks
            {
                Prestart = [Writes(node.At("prestart"))],
                CreateRuntime = [Writes(node.At("createRuntime"))],
                CreateContainer = [Writes(node.At("createContainer"))],
                StartContainer = [Writes("/startContainer")],
                Poststart = [Writes(node.At("poststart"))],
                Poststop = [Writes(node.At("poststop"))],
            },
        });

        var id = await runtime.CreateContainerAsync(TestNode.Config("/bin/cat", "/startContainer"), TestNode.NotStarted, TestNode.Token);
        var pid = await node.PidAsync(id);
        // runc 1.1.5 runs it at the end of create.
        File.Exists(node.At("poststart")).Should().Be(flavor == "runc");
        await runtime.StartContainerAsync(id, TestNode.Token);
        await runtime.WaitContainerAsync(id, TestNode.Token);
        await File.WriteAllTextAsync(node.At("startContainer"), (await node.OutputAsync(id)).Output, TestNode.Token);
        File.Exists(node.At("poststop")).Should().BeFalse("it is not removed");
        await runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);

        foreach (var name in new[] { "prestart", "createRuntime", "createContainer", "startContainer", "poststart", "poststop" })
        {
            using var state = JsonDocument.Parse(await File.ReadAllTextAsync(node.At(name), TestNode.Token));
            state.RootElement.GetProperty("id").GetString().Should().Be(id.Value, name);
            state.RootElement.GetProperty("bundle").GetString().Should().Be(node.Bundle(id), name);
            state.RootElement.GetProperty("annotations").GetProperty("com.example.note").GetString().Should().Be("seen", name);
            state.RootElement.GetProperty("ociVersion").GetString().Should().StartWith("1.", name);
            if (name is "prestart" or "createRuntime" or "poststart")
            {
                state.RootElement.GetProperty("pid").GetInt32().Should().Be(pid, name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Hook_create_runtime_failing_fails_create_and_leaves_nothing(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var runtime = await node.OpenRuntimeAsync(new RuntimeSpec { Hooks = new Hooks { CreateRuntime = [Failing] } });

        var create = () => runtime.CreateContainerAsync(TestNode.Shell("touch /ran"), new() { NodeId = node.Id }, TestNode.Token);

        (await create.Should().ThrowAsync<ContainerStartException>()).Which.Message.Should().ContainEquivalentOf("hook");
        node.AssertNothingIsLeft();
        (await runtime.ListContainersAsync(node.Id, cancellationToken: TestNode.Token)).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Hook_start_container_failing_keeps_the_program_from_running(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var runtime = await node.OpenRuntimeAsync(new RuntimeSpec { Hooks = new Hooks { StartContainer = [new Hook { Path = "/bin/false" }] } });
        var id = await runtime.CreateContainerAsync(TestNode.Shell("echo ran"), TestNode.NotStarted, TestNode.Token);

        try
        {
            await runtime.StartContainerAsync(id, TestNode.Token);
        }
        catch (YoukiException)
        {
            // runc says it here, youki only in the log of the making.
        }

        var exit = await runtime.WaitContainerAsync(id, TestNode.Token);
        exit.ExitCode.Should().NotBe(0);
        (await node.OutputAsync(id)).Output.Should().BeEmpty();
        exit.Reason.Should().Be(ExitReason.StartError);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Hook_poststart_failing_undoes_a_create_that_starts(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var runtime = await node.OpenRuntimeAsync(new RuntimeSpec { Hooks = new Hooks { Poststart = [Failing] } });

        var create = () => runtime.CreateContainerAsync(TestNode.Config("/bin/sleep", "100"), new() { NodeId = node.Id }, TestNode.Token);

        await create.Should().ThrowAsync<YoukiException>();
        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Hook_poststop_failing_does_not_keep_a_container_from_being_removed(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var runtime = await node.OpenRuntimeAsync(new RuntimeSpec { Hooks = new Hooks { Poststop = [Failing] } });
        var id = await runtime.CreateContainerAsync(TestNode.Config("/bin/sleep", "100"), new() { NodeId = node.Id }, TestNode.Token);

        await runtime.RemoveContainerAsync(id, new() { Force = true }, TestNode.Token);

        node.AssertNothingIsLeft();
    }

    private static Hook Writes(string file) => new() { Path = "/bin/sh", Args = ["sh", "-c", $"/bin/cat >{file}"] };
}
