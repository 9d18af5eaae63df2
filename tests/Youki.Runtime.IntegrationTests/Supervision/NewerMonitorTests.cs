using System.Diagnostics;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Supervision;

/// <summary>A chosen set under a newer conmon than the host's: Debian's unstable one, which eng/newer-conmon.sh fetches. Skipped where it cannot be had.</summary>
public sealed class NewerMonitorTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(7);
    private static readonly Lazy<Task<(string? Program, string Reason)>> Newer = new(FetchAsync);

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Codes_and_output_are_kept(string flavor)
    {
        await using var node = await OpenAsync(flavor);

        var (exit, output, error) = await node.RunAsync(TestNode.Shell("echo out; echo err >&2; exit 42"));
        var (killed, _, _) = await node.RunAsync(TestNode.Shell("f() { f; }; f"));
        var create = () => node.CreateAsync(TestNode.Config("/no/such/program"));

        exit.Should().BeEquivalentTo(new { ExitCode = 42, Reason = ExitReason.Error });
        (output, error).Should().Be(("out\n", "err\n"));
        killed.ExitCode.Should().Be(128 + 11);
        (await create.Should().ThrowAsync<ContainerStartException>()).Which.Message.Should().Contain("/no/such/program");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Input_and_terminals_work(string flavor)
    {
        await using var node = await OpenAsync(flavor);
        var cat = await node.CreateAsync(TestNode.Config("/bin/cat") with { OpenStdin = true });
        var terminal = await node.CreateAsync(TestNode.Shell("read word; echo got $word; stty size; exit 3") with { Terminal = true, OpenStdin = true });

        await using (var input = await node.InputAsync(cat))
        {
            await input.WriteAsync("hello\n"u8.ToArray(), TestNode.Token);
            await node.SaysAsync(cat, "hello\n");
        }

        await using (var client = await node.Runtime.AttachAsync(terminal, new AttachOptions { Input = true }, TestNode.Token))
        {
            await client.ResizeAsync(new TerminalSize(101, 33), TestNode.Token);
            await client.Input!.WriteAsync("word\r"u8.ToArray(), TestNode.Token);
            await node.SaysAsync(terminal, "33 101");
        }

        (await node.Runtime.WaitContainerAsync(cat, TestNode.Token)).ExitCode.Should().Be(0);
        (await node.Runtime.WaitContainerAsync(terminal, TestNode.Token)).ExitCode.Should().Be(3);
        (await node.OutputAsync(terminal)).Output.Should().Contain("got word");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Commands_run_with_and_without_a_terminal(string flavor)
    {
        await using var node = await OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));

        var plain = await node.Runtime.ExecAsync(id, new ExecOptions { Command = ["/bin/sh", "-c", "echo out; echo err >&2; exit 7"] }, TestNode.Token);
        var terminal = await node.Runtime.ExecAsync(id, new ExecOptions { Command = ["/bin/sh", "-c", "tty; exit 9"], Terminal = true }, TestNode.Token);

        plain.Should().BeEquivalentTo(new { ExitCode = 7, StdoutText = "out\n", StderrText = "err\n" });
        terminal.ExitCode.Should().Be(9);
        terminal.StdoutText.Should().Contain("/dev/pts/");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Rotation_loses_no_line(string flavor)
    {
        const int Lines = 4000;
        await using var node = await OpenAsync(flavor);
        var id = await node.CreateAsync(
            TestNode.Shell($"i=0; while [ $i -lt {Lines} ]; do i=$((i + 1)); echo $i; [ $i != 2000 ] || until [ -e /go ]; do sleep 0.02; done; done") with
            {
                Log = new LogConfig { MaxFileBytes = 16 * 1024, MaxFiles = 1000 },
            });
        await node.SaysAsync(id, "2000\n");

        await node.KeepLogsAsync();
        await File.WriteAllTextAsync(Path.Combine(node.Bundle(id), "rootfs/go"), "", TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        node.Layout(id).Log.Numbers().Should().NotBeEmpty();
        (await node.OutputAsync(id)).Output.Should().Be(string.Concat(Enumerable.Range(1, Lines).Select(number => $"{number}\n")));
    }

    private static async Task<TestNode> OpenAsync(string flavor)
    {
        var (program, reason) = await Newer.Value;
        Assert.SkipUnless(program is not null, $"a newer conmon cannot be had: {reason}");
        return await TestNode.OpenAsync(flavor, options => options.Monitor = program!);
    }

    private static async Task<(string? Program, string Reason)> FetchAsync()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Youki.Runtime.sln")))
        {
            root = root.Parent!;
        }

        using var limit = new CancellationTokenSource(Limit);
        using var script = Process.Start(new ProcessStartInfo(Path.Combine(root.FullName, "eng/newer-conmon.sh")) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (script.StandardOutput.ReadToEndAsync(limit.Token), script.StandardError.ReadToEndAsync(limit.Token));
        await script.WaitForExitAsync(limit.Token);
        return script.ExitCode == 0 ? ((await output).Trim(), "") : (null, (await error).Trim());
    }
}
