namespace Youki.Runtime.Tool.Sessions;

/// <summary>How the person is connected to a container, its output apart.</summary>
internal sealed record ConsoleRequest
{
    /// <summary>Our input is the container's.</summary>
    public bool Input { get; init; }

    /// <summary>The container has a terminal: its size is that of ours.</summary>
    public bool Terminal { get; init; }

    /// <summary>What is typed at the terminal to leave the container; nothing: it cannot be left so.</summary>
    public IReadOnlyList<byte> DetachKeys { get; init; } = Parsing.DetachKeys.Usual;

    /// <summary>The container runs already, and may have filled another screen.</summary>
    public bool Redraw { get; init; }

    /// <summary>There is anything to connect.</summary>
    public bool IsAny => Input || Terminal;
}
