using Youki.Runtime.Cli;
using Youki.Runtime.Tests.Execution;

namespace Youki.Runtime.Tests.Cli;

public sealed class OciEventStreamTests : IDisposable
{
    private static readonly ContainerId Id = ContainerId.Parse("web");

    private readonly WorkFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("youki", "{\n \"cpu\": {}\n}\n{\n \"cpu\": {}\n}\n", "stats stats")]
    [InlineData("runc", """{"type":"stats","id":"a","data":{}}""" + "\n" + """{"type":"oom","id":"a"}""" + "\n", "stats oom")]
    public async Task Events_are_read_one_after_the_other(string runtime, string printed, string expected)
    {
        var events = Cli(new FakeRunner(_ => FakeRunner.Result(stdout: printed)), runtime).EventsAsync(Id, TimeSpan.FromSeconds(1), Token);

        var types = await events.Select(item => item.Type).ToListAsync(Token);

        string.Join(' ', types).Should().Be(expected);
    }

    [Fact]
    public async Task Events_that_fail_or_are_garbage_throw()
    {
        await Throws<ContainerNotFoundException>(new FakeRunner(_ => FakeRunner.Result(1, stderr: "Error: container web does not exist.")));
        await Throws<RuntimeOutputException>(new FakeRunner(_ => FakeRunner.Result(stdout: "not json")));

        async Task Throws<T>(FakeRunner runner)
            where T : Exception =>
            await FluentActions.Awaiting(async () => await Cli(runner).EventsAsync(Id, TimeSpan.FromSeconds(1), Token).ToListAsync(Token)).Should().ThrowAsync<T>();
    }

    private OciCli Cli(FakeRunner runner, string runtime = "youki") => new(
        runner,
        new() { Dialect = RuntimeDialect.Of(runtime), Path = "/bin/" + runtime, Root = _folder.At("root"), LogDirectory = _folder.At("logs") },
        TimeProvider.System);
}
