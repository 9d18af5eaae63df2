using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Specs;

/// <summary>Hooks of a container's configuration: what they see, and what becomes of those that fail, hang or talk too much.</summary>
public sealed class ContainerHookTests
{
    public static TheoryData<string, string> Creating => Runtimes.With(nameof(ContainerHooks.Prestart), nameof(ContainerHooks.CreateRuntime), nameof(ContainerHooks.CreateContainer), nameof(ContainerHooks.Poststart));

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Hooks_run_in_order_with_the_state_and_no_environment_but_their_own(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var file = node.At("order");
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100") with
        {
            Hooks = new()
            {
                Prestart = [Shell($"echo prestart $(grep -c '\"id\"') >>{file}")],
                CreateRuntime = [Shell($"echo first >>{file}; env | sort >{file}.env"), Shell($"echo second \"$A\" >>{file}") with { EnvVars = new Dictionary<string, string> { ["A"] = "a b" } }],
                CreateContainer = [Shell($"[ $(readlink /proc/self/ns/uts) = {new FileInfo("/proc/self/ns/uts").LinkTarget} ] || echo inside >>{file}")],
                Poststart = [Shell($"echo poststart >>{file}")],
                Poststop = [Shell($"echo poststop >>{file}")],
            },
        });

        (await File.ReadAllLinesAsync(file, TestNode.Token)).Should().Equal("prestart 1", "first", "second a b", "inside", "poststart");
        (await File.ReadAllLinesAsync($"{file}.env", TestNode.Token)).Select(line => line.Split('=')[0]).Should().BeSubsetOf(["PATH", "PWD", "SHLVL", "_", "OLDPWD"]);
        await node.Runtime.RemoveContainerAsync(id, new() { Force = true }, TestNode.Token);
        (await File.ReadAllLinesAsync(file, TestNode.Token)).Should().EndWith("poststop");
    }

    [Theory]
    [MemberData(nameof(Creating))]
    public async Task Hook_that_fails_is_named_with_the_end_of_what_it_said_and_leaves_nothing(string flavor, string kind)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var create = () => node.CreateAsync(TestNode.Config("/bin/sleep", "100") with { Hooks = Of(kind, Shell("exit 0"), Shell("echo out; echo why >&2; exit 3"), Shell("exit 0")) });

        var failure = (await create.Should().ThrowAsync<HookException>()).Which;
        failure.Hook.Should().Be($"{kind}[1]");
        failure.Path.Should().Be("/bin/sh");
        failure.Output.Should().Be("out\nwhy");
        failure.Message.Should().Contain($"{kind}[1]").And.Contain("'why'").And.Contain("3");
        failure.Failure.Should().Be(StartFailure.Hook);
        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Hook_in_a_user_namespace_that_fails_is_named_as_well(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        File.SetUnixFileMode(node.Path, File.GetUnixFileMode(node.Path) | UnixFileMode.OtherExecute);

        var create = () => node.CreateAsync(TestNode.Config("/bin/sleep", "100") with
        {
            UserNamespace = new() { UidMappings = [new() { ContainerId = 0, HostId = 3_000_000, Size = 65_536 }] },
            Hooks = new() { CreateRuntime = [Shell("exit 0")], CreateContainer = [Shell("cat /proc/self/uid_map | tr -s ' '; exit 3")] },
        });

        var failure = (await create.Should().ThrowAsync<HookException>()).Which;
        failure.Hook.Should().Be("CreateContainer[0]");
        failure.Output.Should().Be("0 3000000 65536");
        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Hook_that_hangs_is_killed_with_its_children(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var mark = $"1000.{Environment.ProcessId}{flavor.Length}";

        var create = () => node.CreateAsync(TestNode.Config("/bin/sleep", "100") with { Hooks = new() { CreateRuntime = [Shell($"echo begun; sleep {mark}; true") with { Timeout = TimeSpan.FromSeconds(1) }] } });

        var failure = (await create.Should().ThrowAsync<HookException>()).Which;
        failure.Hook.Should().Be("CreateRuntime[0]");
        failure.Output.Should().Be("begun");
        failure.Message.Should().MatchRegex("time");
        await TestNode.EventuallyAsync(() => Task.FromResult(!ProcessTable.All().Any(process => process.Arguments.Contains(mark))));
        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Hook_without_a_time_limit_gets_one_within_that_of_the_making(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor, options => options.CreateTimeout = TimeSpan.FromSeconds(4));

        var create = () => node.CreateAsync(TestNode.Config("/bin/sleep", "100") with { Hooks = new() { CreateRuntime = [Shell("exec sleep 1000")] } });

        (await create.Should().ThrowAsync<HookException>()).Which.Hook.Should().Be("CreateRuntime[0]");
        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Hook_that_prints_a_megabyte_and_fails_shows_the_end_of_it(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var create = () => node.CreateAsync(TestNode.Config("/bin/sleep", "100") with { Hooks = new() { CreateRuntime = [Shell("yes | head -c 1048576; echo the end; exit 1")] } });

        var failure = (await create.Should().ThrowAsync<HookException>()).Which;
        failure.Output.Should().EndWith("the end").And.Match(output => output.Length <= 4096);
        failure.Message.Length.Should().BeLessThan(1024);
        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Hook_that_prints_a_megabyte_and_succeeds_is_no_trouble(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (exit, output, error) = await node.RunAsync(TestNode.Shell("echo hello") with { Hooks = new() { CreateRuntime = [Shell("yes | head -c 1048576; yes | head -c 1048576 >&2")] } });

        exit.ExitCode.Should().Be(0);
        (output + error).Should().Be("hello\n", "what a hook says is not the container's output");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Hook_in_the_container_that_fails_ends_the_run_as_a_start_error(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("echo ran") with { Hooks = new() { StartContainer = [new() { Path = "/bin/sh", Args = ["-c", "exit 3"] }] } });

        var exit = await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        exit.Reason.Should().Be(ExitReason.StartError);
        exit.ErrorMessage.Should().ContainEquivalentOf("hook");
        (await node.OutputAsync(id)).Output.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Hook_after_the_end_that_fails_or_hangs_keeps_nothing_from_going(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100") with { Hooks = new() { Poststop = [Shell("exit 1"), Shell("exec sleep 1000") with { Timeout = TimeSpan.FromSeconds(1) }] } });

        await node.Runtime.RemoveContainerAsync(id, new() { Force = true }, TestNode.Token);

        node.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("/nowhere", "no such file")]
    [InlineData("/etc/passwd", "not executable")]
    [InlineData("/etc", "directory")]
    public async Task Hook_that_cannot_be_run_is_refused_before_anything_is_made(string path, string says)
    {
        await using var node = await TestNode.OpenAsync("youki");

        var create = () => node.CreateAsync(TestNode.Shell("true") with { Hooks = new() { Poststop = [new() { Path = path }] } });

        (await create.Should().ThrowAsync<HostResourceException>()).Which.Message.Should().Contain("Poststop[0]").And.Contain(says);
        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Hook_that_anybody_may_write_to_is_refused()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var program = node.At("hook");
        await File.WriteAllTextAsync(program, "#!/bin/sh\n", TestNode.Token);
        File.SetUnixFileMode(program, (UnixFileMode)Convert.ToInt32("777", 8));

        var create = () => node.CreateAsync(TestNode.Shell("true") with { Hooks = new() { CreateRuntime = [new() { Path = program }] } });

        (await create.Should().ThrowAsync<HostResourceException>()).Which.Message.Should().Contain("others than its owner may write");
    }

    private static ContainerHook Shell(string script) => new() { Path = "/bin/sh", Args = ["-c", script] };

    private static ContainerHooks Of(string kind, params ContainerHook[] hooks) => kind switch
    {
        nameof(ContainerHooks.Prestart) => new() { Prestart = hooks },
        nameof(ContainerHooks.CreateRuntime) => new() { CreateRuntime = hooks },
        nameof(ContainerHooks.CreateContainer) => new() { CreateContainer = hooks },
        _ => new() { Poststart = hooks },
    };
}
