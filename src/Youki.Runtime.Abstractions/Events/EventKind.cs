using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>What an event tells of. The kinds below are those of this version; a journal may hold others, written by a newer one.</summary>
[JsonConverter(typeof(TextValueJsonConverter<EventKind>))]
public readonly record struct EventKind : IParsable<EventKind>
{
    private const int MaxLength = 64;

    private readonly string? _value;

    private EventKind(string value) => _value = value;

    /// <summary>A container was made; its process waits to be started.</summary>
    public static EventKind Created { get; } = new("created");

    /// <summary>A run of a container was started.</summary>
    public static EventKind Started { get; } = new("started");

    /// <summary>A run has ended: exactly one of these for each run that was started, whoever saw it. Its time is that of the end.</summary>
    public static EventKind Exited { get; } = new("exited");

    /// <summary>The kernel killed a process of the run because its memory ran out. Told once a run.</summary>
    public static EventKind Oom { get; } = new("oom");

    /// <summary>A container was paused.</summary>
    public static EventKind Paused { get; } = new("paused");

    /// <summary>A paused container goes on.</summary>
    public static EventKind Resumed { get; } = new("resumed");

    /// <summary>Limits were changed; the attributes say which.</summary>
    public static EventKind Updated { get; } = new("updated");

    /// <summary>A container has a new name; the attribute <c>oldName</c> is its former one.</summary>
    public static EventKind Renamed { get; } = new("renamed");

    /// <summary>A process was started in a running container.</summary>
    public static EventKind ExecStarted { get; } = new("exec-started");

    /// <summary>Such a process has ended.</summary>
    public static EventKind ExecExited { get; } = new("exec-exited");

    /// <summary>A container was removed.</summary>
    public static EventKind Removed { get; } = new("removed");

    /// <summary>A container's monitor has died before it: nobody will see its exit code, nor its output from here on. Told once a run.</summary>
    public static EventKind MonitorLost { get; } = new("monitor-lost");

    /// <summary>The disk is full, and a container's output is not read until there is room again: see <see cref="FullDiskAction.Block"/>.</summary>
    public static EventKind LogBlocked { get; } = new("log-blocked");

    /// <summary>It is read again.</summary>
    public static EventKind LogResumed { get; } = new("log-resumed");

    /// <summary>Output of a container could not be kept, because the disk was full; the attribute <c>bytes</c> says about how much.</summary>
    public static EventKind LogLost { get; } = new("log-lost");

    /// <summary>An image was fetched.</summary>
    public static EventKind ImagePulled { get; } = new("image-pulled");

    /// <summary>An image was read from an archive.</summary>
    public static EventKind ImageImported { get; } = new("image-imported");

    /// <summary>An image was sent to a registry.</summary>
    public static EventKind ImagePushed { get; } = new("image-pushed");

    /// <summary>An image was given one more name.</summary>
    public static EventKind ImageTagged { get; } = new("image-tagged");

    /// <summary>A name of an image, or an image, was removed.</summary>
    public static EventKind ImageRemoved { get; } = new("image-removed");

    /// <summary>An image was made of a container.</summary>
    public static EventKind ImageCommitted { get; } = new("image-committed");

    /// <summary>Events are missing here: see <see cref="ContainerEvent.LostCount"/>. No filter hides it.</summary>
    public static EventKind Lost { get; } = new("lost");

    /// <summary>The text of the kind.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, which is no kind.</exception>
    public string Value => _value ?? throw new InvalidOperationException("The default EventKind is no kind.");

    /// <summary>Reads a kind: up to 64 small letters and <c>-</c>.</summary>
    /// <exception cref="FormatException">The text is not a kind.</exception>
    public static EventKind Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var kind) ? kind : throw new FormatException($"'{s}' is not a kind of event: give small letters and '-', such as {Exited}.");

    /// <summary>Reads a kind; false where the text is not a valid one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EventKind result)
    {
        var valid = s is { Length: > 0 and <= MaxLength } && s.All(character => char.IsAsciiLetterLower(character) || character == '-');
        result = valid ? new EventKind(s!) : default;
        return valid;
    }

    /// <summary>The text of the kind; empty for <c>default</c>.</summary>
    public override string ToString() => _value ?? string.Empty;
}
