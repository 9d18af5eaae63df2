using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>Exit files that a power cut, a full disk or somebody's hand has spoiled.</summary>
public sealed class ExitFileTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly (string What, Action<string> Spoil)[] Spoiled =
    [
        ("missing", File.Delete),
        ("empty", file => File.WriteAllText(file, "")),
        ("words", file => File.WriteAllText(file, "garbage")),
        ("too large", file => File.WriteAllText(file, "256")),
        ("negative", file => File.WriteAllText(file, "-1")),
        ("two lines", file => File.WriteAllText(file, "5\n5")),
        ("bytes", file => File.WriteAllBytes(file, [0xff, 0, 0x1b, (byte)'5'])),
        ("long", file => File.WriteAllText(file, new string('x', 1_000_000))),
        ("a directory", file =>
        {
            File.Delete(file);
            Directory.CreateDirectory(file);
        }),
        ("a link to nothing", file =>
        {
            File.Delete(file);
            File.CreateSymbolicLink(file, "/no/such/file");
        }),
    ];

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task A_spoiled_exit_file_is_no_code_and_holds_nothing_up(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor, options => options.OwnNodes = false);
        var id = await node.CreateAsync(TestNode.Shell("exit 5"));
        foreach (var (what, spoil) in Spoiled)
        {
            var run = (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).Run;
            await TestNode.EventuallyAsync(() => Task.FromResult(Monitors.Find(node, id).Count == 0));
            spoil(node.Layout(id).Run(run).ExitFile);

            var exit = await node.Runtime.WaitContainerAsync(id, TestNode.Token).WaitAsync(Limit, TestNode.Token);
            var listed = await node.Runtime.ListContainersAsync(node.Id, cancellationToken: TestNode.Token);
            await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token).WaitAsync(Limit, TestNode.Token);
            await node.OpenRuntimeAsync();

            exit.Should().BeEquivalentTo(new { Run = run, ExitCode = (int?)null, Reason = ExitReason.Unknown }, what);
            exit.ErrorMessage.Should().NotBeNullOrEmpty().And.NotContain("\u001b").And.NotContain("\0").And.Match(text => text.Length < 300, what);
            listed.Should().ContainSingle().Which.Should().BeEquivalentTo(new { State = ContainerState.Stopped, ExitCode = (int?)null, Reason = ExitReason.Unknown }, what);
            await node.Runtime.StartContainerAsync(id, TestNode.Token);
        }

        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(5);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task One_who_waits_is_told_though_the_file_is_spoiled(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("while [ ! -e /go ]; do sleep 0.02; done"));
        var waits = Enumerable.Range(0, 10).Select(_ => node.Runtime.WaitContainerAsync(id, TestNode.Token)).ToList();

        Directory.CreateDirectory(node.Layout(id).Run(1).ExitFile);
        await File.WriteAllTextAsync($"{node.Bundle(id)}/rootfs/go", "", TestNode.Token);

        foreach (var exit in await Task.WhenAll(waits).WaitAsync(Limit, TestNode.Token))
        {
            exit.Should().BeEquivalentTo(new { ExitCode = (int?)null, Reason = ExitReason.Unknown });
        }
    }
}
