using Microsoft.Extensions.Logging.Abstractions;
using Youki.Runtime.Cli;
using Youki.Runtime.Execution;
using Youki.Runtime.Tests.Execution;

namespace Youki.Runtime.Tests.Cli;

public sealed class RuntimeProbeTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("youki-0.7.0", "youki", "0.7.0")]
    [InlineData("youki-0.5.7", "youki", "0.5.7")]
    [InlineData("runc-1.1.5", "runc", "1.1.5+ds1")]
    [InlineData("crun-1.8.1", "crun", "1.8.1")]
    public async Task Flavor_and_version_are_told_from_the_text(string runtime, string name, string version)
    {
        var binary = await Probe(FakeRunner.Result(stdout: Capture.Load(runtime, "version").Stdout)).FindAsync("/bin/sh", allowOlder: true, Token);

        binary.Should().BeEquivalentTo(new { Path = "/bin/sh", Version = version });
        binary.Dialect.Name.Should().Be(name);
    }

    [Theory]
    [InlineData("youki version: 0.6.0")]
    [InlineData("runc version 1.0.3")]
    [InlineData("crun version 1.7.2")]
    public async Task An_older_version_is_refused_unless_it_is_allowed(string text)
    {
        var probe = Probe(FakeRunner.Result(stdout: text + "\n"));

        await Fails(probe, "/bin/sh", "*older than*Install*");
        (await probe.FindAsync("/bin/sh", allowOlder: true, Token)).Version.Should().Be(text.Split(' ')[2]);
    }

    [Theory]
    [InlineData("youki version: 0.10.0")]
    [InlineData("runc version 1.2.0-rc.1")]
    [InlineData("crun version 1.14.3.0.0.0.17-4f9c")]
    public async Task A_newer_version_is_taken(string text) =>
        (await Probe(FakeRunner.Result(stdout: text + "\n")).FindAsync("/bin/sh", cancellationToken: Token)).Version.Should().Be(text.Split(' ')[2]);

    [Theory]
    [InlineData(0, "GNU bash, version 5.2")]
    [InlineData(0, "")]
    [InlineData(0, "youki version: 99999999999.1.1")]
    [InlineData(1, "youki version: 0.7.0")]
    public async Task What_is_no_runtime_is_refused(int exitCode, string text) =>
        await Fails(Probe(FakeRunner.Result(exitCode, text)), "/bin/sh", "*neither youki nor runc nor crun*");

    [Fact]
    public async Task What_cannot_be_run_is_named()
    {
        await File.WriteAllTextAsync(_folder.At("plain"), "text", Token);
        var probe = new RuntimeProbe(new ProcessRunner(NullLogger<ProcessRunner>.Instance, TimeProvider.System), TimeSpan.FromSeconds(10));

        await Fails(probe, "no-such-runtime-anywhere", "*no-such-runtime-anywhere*PATH*Install youki*");
        await Fails(probe, _folder.At("runc"), "*no such file*Install runc*");
        await Fails(probe, _folder.At("plain"), "*not executable*");
        await Fails(probe, _folder.Root, "*is a directory*");
        await Fails(probe, "bin/youki", "*relative path*");
    }

    [Fact]
    public async Task A_runtime_that_hangs_is_refused()
    {
        var runner = new FakeRunner(line => throw new OperationTimeoutException("it", line.TimeLimit!.Value, ""));

        await Fails(new(runner, TimeSpan.FromSeconds(10)), "/bin/sh", "*did not end within 10 s*");
    }

    private static RuntimeProbe Probe(CommandResult result) => new(new FakeRunner(_ => result), TimeSpan.FromSeconds(10));

    private static async Task Fails(RuntimeProbe probe, string program, string message) =>
        await FluentActions.Awaiting(() => probe.FindAsync(program, cancellationToken: Token)).Should().ThrowAsync<RuntimeUnavailableException>().WithMessage(message);
}
