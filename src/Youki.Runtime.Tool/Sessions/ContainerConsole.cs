using Youki.Runtime.Tool.Terminals;

namespace Youki.Runtime.Tool.Sessions;

/// <summary>What connects the person to a container: our input is its, and so is our terminal where it has one. The output comes on another way.</summary>
internal sealed class ContainerConsole : IAsyncDisposable
{
    private readonly IContainerAttachment _attachment;
    private readonly TerminalSession? _terminal;
    private readonly ResizeForwarder? _sizes;

    private ContainerConsole(IContainerAttachment attachment, TerminalSession? terminal, ResizeForwarder? sizes, CancellationToken detached)
    {
        _attachment = attachment;
        _terminal = terminal;
        _sizes = sizes;
        Detached = detached;
    }

    /// <summary>Cancelled when the person types the keys that leave the container.</summary>
    public CancellationToken Detached { get; }

    /// <summary>Checks that a terminal is there to be the container's.</summary>
    /// <exception cref="UsageException">Standard input is none.</exception>
    public static void CheckInput(ToolHost host, ConsoleRequest request, string commandPath)
    {
        if (request is { Input: true, Terminal: true } && !host.InputIsTerminal)
        {
            throw new UsageException("the container's terminal is to be typed at, and standard input is no terminal. Leave -t out to pass standard input on, or -i to pass on nothing.", commandPath);
        }
    }

    /// <summary>Begins with a container that is attached to. The attachment is disposed of with this.</summary>
    public static async Task<ContainerConsole> BeginAsync(ToolHost host, ConsoleRequest request, IContainerAttachment attachment, CancellationToken cancellationToken)
    {
        if (!request.Terminal)
        {
            Copy(host.Input, attachment);
            return new ContainerConsole(attachment, terminal: null, sizes: null, CancellationToken.None);
        }

        await SetSizeAsync(host.Terminal, request, attachment, cancellationToken);
        if (!request.Input)
        {
            return new ContainerConsole(attachment, terminal: null, ResizeForwarder.Begin(host.Terminal, attachment.ResizeAsync), CancellationToken.None);
        }

        var terminal = TerminalSession.Begin(host.Terminal, attachment.ResizeAsync);
        var typed = new DetachableInput(host.Input, request.DetachKeys);
        Copy(typed, attachment);
        return new ContainerConsole(attachment, terminal, sizes: null, typed.Detached);
    }

    public async ValueTask DisposeAsync()
    {
        if (_terminal is not null)
        {
            await _terminal.DisposeAsync();
        }

        if (_sizes is not null)
        {
            await _sizes.DisposeAsync();
        }

        await _attachment.DisposeAsync();
    }

    private static void Copy(Stream input, IContainerAttachment attachment)
    {
        if (attachment.Input is { } container)
        {
            InputCopy.Begin(input, container);
        }
    }

    /// <summary>Before the container is started, or goes on, it knows the size. A program that fills the screen draws it anew when that changes, so it is made to.</summary>
    private static async Task SetSizeAsync(ITerminal terminal, ConsoleRequest request, IContainerAttachment attachment, CancellationToken cancellationToken)
    {
        if (terminal.Size is not { } size)
        {
            return;
        }

        if (request.Redraw)
        {
            await attachment.ResizeAsync(size with { Rows = size.Rows > 1 ? size.Rows - 1 : size.Rows + 1 }, cancellationToken);
        }

        await attachment.ResizeAsync(size, cancellationToken);
    }
}
