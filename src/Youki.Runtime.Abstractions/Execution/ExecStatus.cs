namespace Youki.Runtime;

/// <summary>A command in a container, as it stands.</summary>
public sealed record ExecStatus
{
    /// <summary>The command.</summary>
    public required ExecId Id { get; init; }

    /// <summary>The container that it runs in.</summary>
    public required ContainerId ContainerId { get; init; }

    /// <summary>The program and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Whether it goes on when the process that started it ends.</summary>
    public required bool Detached { get; init; }

    /// <summary>Its process id on the host. Null: it has ended, or has not begun yet.</summary>
    public int? Pid { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How it has ended. Null: it has not.</summary>
    public ExecResult? Result { get; init; }
}
