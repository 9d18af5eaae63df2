using Youki.Runtime.IntegrationTests.Execution;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>The OCI runtime's own process dies by SIGKILL: before it has done anything, somewhere in the middle, and when all is done but nothing said.</summary>
public sealed class RuntimeKilledTests
{
    private const string Loop = "trap 'exit 3' TERM; echo up; while :; do sleep 0.02; done";

    private static readonly string[] Moments =
    [
        "kill -9 $$",
        .. new[] { "0.002", "0.006", "0.009", "0.012" }.Select(after => $"\"$REAL\" \"$@\" & p=$!; sleep {after}; kill -9 $p; wait $p; kill -9 $$"),
        "\"$REAL\" \"$@\"; kill -9 $$",
    ];

    /// <summary>Before anything is done, and when all is.</summary>
    private static readonly string[] Ends = [Moments[0], Moments[^1]];

    public static TheoryData<string, string> Verbs => Runtimes.With("pause", "resume", "update");

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Killed_in_a_change_the_container_is_one_way_or_the_other_and_goes_on(string flavor, string verb)
    {
        await using var node = await TestNode.OpenAsync(flavor, options => Arm(options, verb));
        var id = await node.CreateAsync(TestNode.Shell(Loop));
        await node.SaysAsync(id, "up");
        foreach (var (number, moment) in Moments.Index())
        {
            if (verb == "resume")
            {
                await node.Runtime.PauseContainerAsync(id, TestNode.Token);
            }

            Load(node, moment);
            var limit = 100 + number;
            var outcome = await Outcome.OfAsync(() => verb switch
            {
                "pause" => node.Runtime.PauseContainerAsync(id, TestNode.Token),
                "resume" => node.Runtime.ResumeContainerAsync(id, TestNode.Token),
                _ => node.Runtime.UpdateContainerAsync(id, new() { Limits = new() { PidsLimit = limit } }, TestNode.Token),
            });
            var state = await node.StateAsync(id);
            var pids = await node.CgroupFileAsync(id, "pids", "pids.max", "pids.max");
            if (state == ContainerState.Paused)
            {
                await node.Runtime.ResumeContainerAsync(id, TestNode.Token);
            }

            outcome.Should().Match(each => each == null || each is YoukiException, moment);
            state.Should().BeOneOf([ContainerState.Running, ContainerState.Paused], moment);
            if (outcome is null)
            {
                state.Should().Be(verb == "pause" ? ContainerState.Paused : ContainerState.Running, moment);
                (verb != "update" || pids == $"{limit}").Should().BeTrue(moment);
            }

            (await node.StateAsync(id)).Should().Be(ContainerState.Running, moment);
        }

        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);
        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(3);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Killed_in_an_exec_nothing_of_the_command_is_left(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor, options =>
        {
            Arm(options, "exec");

            // As in a create: youki's half-made process keeps the monitor from answering.
            options.CommandTimeout = TimeSpan.FromSeconds(5);
        });
        var id = await node.CreateAsync(TestNode.Shell(Loop));
        foreach (var moment in Ends)
        {
            Load(node, moment);
            int? code = null;
            var outcome = await Outcome.OfAsync(async () => code = (await ExecTests.ExecAsync(node, id, "exit 6").WaitAsync(TimeSpan.FromSeconds(30), TestNode.Token)).ExitCode);

            (code ?? 6).Should().Be(6, moment);
            outcome.Should().Match(each => each == null || each is YoukiException, moment);
            outcome?.Message.Should().Contain(id.Value, moment);
            (await ExecTests.ExecAsync(node, id, "ps -o args | grep -c 'exi[t] 6'")).StdoutText.Should().Be("0\n", moment);

            // What is dying still holds its cgroup and socket; they go with the next command.
            await TestNode.EventuallyAsync(
                async () => (await ExecTests.ExecAsync(node, id, "true")).ExitCode == 0 && await Outcome.OfAsync(() => Task.Run(() => ExecTests.AssertNothingIsLeft(node, id))) is null,
                $"{moment}: nothing is left");
            ExecTests.AssertNothingIsLeft(node, id);
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Killed_in_a_create_nothing_is_left(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor, options =>
        {
            Arm(options, "create");

            // youki's half-made container waits for ever for a youki that is dead, and keeps the monitor from answering.
            options.CreateTimeout = TimeSpan.FromSeconds(3);
        });
        foreach (var moment in (string[])[.. Moments, Moments[2].Replace("0.006", "0.02")])
        {
            Load(node, moment);
            var outcome = await Outcome.OfAsync(() => node.CreateAsync(TestNode.Shell(Loop), id: "web"));

            outcome.Should().Match(each => each == null || each is YoukiException, moment);
            outcome?.Message.Should().Contain("web", moment);
            await node.Runtime.RemoveContainerAsync(ContainerId.Parse("web"), new() { Force = true }, TestNode.Token);
            node.AssertNothingIsLeft();
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Killed_in_a_start_or_delete_the_container_can_be_started_and_removed(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor, options =>
        {
            Arm(options, "start \"*|*\" delete");

            // Where the first start has let the program go, runc's second one waits for it in vain.
            options.CommandTimeout = TimeSpan.FromSeconds(3);
        });
        var id = ContainerId.Parse("web");
        foreach (var moment in Ends)
        {
            await node.CreateAsync(TestNode.Shell(Loop), start: false, "web");
            Load(node, moment);
            var outcome = await Outcome.OfAsync(() => node.Runtime.StartContainerAsync(id, TestNode.Token));
            outcome.Should().Match(each => each == null || each is YoukiException, moment);
            File.Delete(node.At("moment"));
            if (await node.StateAsync(id) != ContainerState.Running)
            {
                // youki may have let the program go and have died before it wrote that down: it then refuses to do it twice.
                outcome.Should().NotBeNull(moment);
                (await Outcome.OfAsync(() => node.Runtime.StartContainerAsync(id, TestNode.Token))).Should().Match(each => each == null || each is YoukiException, moment);
            }

            await node.SaysAsync(id, "up");
            Load(node, moment);
            await node.Runtime.RemoveContainerAsync(id, new() { Force = true }, TestNode.Token);

            // What a command has logged that nobody waits for any more is swept when it is hours old.
            Directory.EnumerateFiles(node.At("bundles/.commands")).ToList().ForEach(File.Delete);
            node.AssertNothingIsLeft();
            File.Delete(node.At("moment"));
        }
    }

    /// <summary>A runtime that does what the file <c>moment</c> says, once, in place of a command.</summary>
    private static void Arm(YoukiRuntimeOptions options, string verb)
    {
        var moment = Path.Combine(Path.GetDirectoryName(options.BundleDirectory)!, "moment");
        FakeRuntime.InFrontOf(options, verb, $"if [ -e '{moment}' ]; then mv '{moment}' '{moment}.now'; . '{moment}.now'; fi");
    }

    private static void Load(TestNode node, string moment) => File.WriteAllText(node.At("moment"), moment);
}
