using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>What callers hand in, as far as it takes a host to find out.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("-rf")]
    [InlineData("a/b")]
    [InlineData("../../etc")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("a\0b")]
    public void Bad_ids_are_refused(string id)
    {
        var parse = () => ContainerId.Parse(id);

        parse.Should().Throw<FormatException>();
        ContainerId.TryParse(id, out _).Should().BeFalse();
    }

    [Fact]
    public void An_id_of_300_characters_is_refused_in_a_short_message()
    {
        var parse = () => ContainerId.Parse(new string('a', 300));

        parse.Should().Throw<FormatException>().Which.Message.Length.Should().BeLessThan(250);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task The_longest_id_works(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var id = await node.CreateAsync(TestNode.Shell("echo hello"), id: new string('a', 128));

        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task An_id_in_use_is_refused_and_its_container_goes_on()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(TestNode.Shell("sleep 1000"), id: "web");

        var create = () => node.CreateAsync(TestNode.Shell("true"), id: "web");

        (await create.Should().ThrowAsync<ContainerExistsException>()).Which.ContainerId.Should().Be(id);
        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
    }

    [Fact]
    public async Task Verbs_of_an_unknown_container_say_so_and_leave_nothing()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = ContainerId.Parse("nobody");
        Func<Task>[] verbs =
        [
            () => node.Runtime.GetContainerStatusAsync(id, TestNode.Token),
            () => node.Runtime.InspectContainerAsync(id, TestNode.Token),
            () => node.Runtime.StartContainerAsync(id, TestNode.Token),
            () => node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token),
            () => node.Runtime.KillContainerAsync(id, Signal.Term, TestNode.Token),
            () => node.Runtime.WaitContainerAsync(id, TestNode.Token),
            () => node.OutputAsync(id),
        ];

        foreach (var verb in verbs)
        {
            (await verb.Should().ThrowAsync<ContainerNotFoundException>()).Which.ContainerId.Should().Be(id);
        }

        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);
        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task A_command_that_is_not_there_is_told_as_such(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        foreach (var command in new[] { "/bin/nothing", "nothing" })
        {
            var create = () => node.CreateAsync(TestNode.Config(command), id: "web");

            var failure = (await create.Should().ThrowAsync<ContainerStartException>()).Which;
            failure.Failure.Should().Be(StartFailure.CommandNotFound);
            failure.Message.Should().Contain("nothing").And.Contain("web");
            node.AssertNothingIsLeft();
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task A_command_that_may_not_be_executed_is_told_as_such(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var create = () => node.CreateAsync(TestNode.Config("/bin/not-executable"), id: "web");

        (await create.Should().ThrowAsync<ContainerStartException>()).Which.Failure.Should().Be(StartFailure.CommandNotExecutable);
        node.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("youki", true, 0, ExitReason.Completed)]
    [InlineData("youki", false, 255, ExitReason.StartError)]
    [InlineData("runc", true, 1, ExitReason.StartError)]
    [InlineData("runc", false, 1, ExitReason.StartError)]
    public async Task A_command_of_no_known_format_ends_as_its_runtime_says(string flavor, bool shell, int code, ExitReason reason)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var image = BusyboxImage.MakeAt(node.At("image"));
        File.WriteAllText(node.At("image/bin/odd"), "echo shell\n");
        File.SetUnixFileMode(node.At("image/bin/odd"), (UnixFileMode)0b111_101_101);
        if (!shell)
        {
            File.Delete(node.At("image/bin/sh"));
        }

        var (exit, output, error) = await node.RunAsync(TestNode.Config("/bin/odd") with { Image = image });

        exit.ExitCode.Should().Be(code);
        exit.Reason.Should().Be(reason);
        (exit.ErrorMessage + output + error).Should().Contain(code == 0 ? "shell" : "odd");
    }

    [Fact]
    public async Task A_node_that_is_not_initialized_is_refused()
    {
        await using var node = await TestNode.OpenAsync("youki");

        var create = () => node.Runtime.CreateContainerAsync(TestNode.Shell("true"), new CreateContainerOptions { NodeId = NodeId.Parse("other") }, TestNode.Token);

        (await create.Should().ThrowAsync<InvalidOperationException>()).Which.Message.Should().Contain("other").And.Contain("InitializeNodeAsync");
    }
}
