using System.Runtime.InteropServices;

namespace Youki.Runtime.Tool.Terminals;

/// <summary>
/// The raw mode of a terminal. It ends with whatever ends the tool: when it is disposed of, when the process exits, when an exception is caught by nobody, and
/// before a signal does what it does by default. Only SIGKILL leaves the terminal as it is; <c>stty sane</c> mends it then.
/// </summary>
internal sealed class RawMode : IDisposable
{
    private static readonly Lock Gate = new();
    private static RawMode? _current;

    private readonly int _descriptor;
    private readonly TerminalAttributes _before;
    private readonly TerminalAttributes _raw;
    private readonly PosixSignalRegistration[] _registrations;
    private bool _ended;

    private RawMode(int descriptor, TerminalAttributes before)
    {
        _descriptor = descriptor;
        _before = before;
        _raw = before.Raw();
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        AppDomain.CurrentDomain.UnhandledException += OnExit;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTSTP, _ => Set(_before)),

            // .NET would set the terminal as it found it, and send it control sequences.
            PosixSignalRegistration.Create(PosixSignal.SIGCONT, context =>
            {
                context.Cancel = true;
                Set(_raw);
            }),
        ];
    }

    /// <exception cref="ToolException">The descriptor is no terminal, or is in raw mode already.</exception>
    public static RawMode Enter(int descriptor)
    {
        lock (Gate)
        {
            if (_current is not null || TerminalAttributes.TryOf(descriptor) is not { } before)
            {
                throw new ToolException("the terminal cannot be set to pass on each key as it is typed.");
            }

            _current = new RawMode(descriptor, before);
            _current.Set(_current._raw);
            return _current;
        }
    }

    /// <summary>Ends the raw mode where there is one, because the process is about to end.</summary>
    public static void EndCurrent()
    {
        lock (Gate)
        {
            _current?.End();
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.UnhandledException -= OnExit;
        lock (Gate)
        {
            End();
        }

        // Outside of the gate: a handler may wait for that.
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private static void OnExit(object? sender, EventArgs e) => EndCurrent();

    private void End()
    {
        Set(_before);
        _ended = true;
        _current = _current == this ? null : _current;
    }

    private void Set(TerminalAttributes attributes)
    {
        lock (Gate)
        {
            if (!_ended)
            {
                // Where the terminal has gone, there is nothing to set.
                _ = attributes.Apply(_descriptor);
            }
        }
    }
}
