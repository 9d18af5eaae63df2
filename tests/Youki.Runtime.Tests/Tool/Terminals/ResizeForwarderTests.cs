using System.Threading.Channels;
using Youki.Runtime.Tests.Tool.Fakes;
using Youki.Runtime.Tool.Terminals;

namespace Youki.Runtime.Tests.Tool.Terminals;

public sealed class ResizeForwarderTests
{
    private readonly FakeTerminal _terminal = new();
    private readonly Channel<TerminalSize> _sizes = Channel.CreateUnbounded<TerminalSize>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Size_is_passed_on_at_once_and_after_each_change()
    {
        await using var forwarder = ResizeForwarder.Begin(_terminal, (size, token) => _sizes.Writer.WriteAsync(size, token).AsTask());

        (await _sizes.Reader.ReadAsync(Token)).Should().Be(new TerminalSize(100, 40));
        _terminal.Resize(new(132, 43));

        (await _sizes.Reader.ReadAsync(Token)).Should().Be(new TerminalSize(132, 43));
    }

    [Fact]
    public async Task Change_while_one_is_passed_on_is_not_lost()
    {
        var first = new TaskCompletionSource();
        await using var forwarder = ResizeForwarder.Begin(_terminal, async (size, token) =>
        {
            await _sizes.Writer.WriteAsync(size, token);
            await first.Task;
        });
        await _sizes.Reader.ReadAsync(Token);

        _terminal.Resize(new(1, 1));
        _terminal.Resize(new(2, 2));
        first.SetResult();

        (await _sizes.Reader.ReadAsync(Token)).Should().Be(new TerminalSize(2, 2));
    }

    [Fact]
    public async Task Failure_does_not_end_the_forwarding()
    {
        var failed = false;
        await using var forwarder = ResizeForwarder.Begin(_terminal, async (size, token) =>
        {
            if (!failed)
            {
                failed = true;
                throw new ContainerNotFoundException(ContainerId.Parse("gone"));
            }

            await _sizes.Writer.WriteAsync(size, token);
        });

        _terminal.Resize(new(2, 2));
        _terminal.Resize(new(2, 2));

        (await _sizes.Reader.ReadAsync(Token)).Should().Be(new TerminalSize(2, 2));
    }
}
