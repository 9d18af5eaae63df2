using System.Runtime.InteropServices;
using Youki.Runtime.Tool.Terminals;

namespace Youki.Runtime.Tool.Signals;

/// <summary>The signals that people and supervisors send to end a program, or to tell it something.</summary>
internal sealed class PosixSignalSource : ISignalSource
{
    // HUP, INT, QUIT, USR1, USR2, TERM: .NET takes raw numbers beside its named ones.
    private static readonly int[] Numbers = [1, 2, 3, 10, 12, 15];

    private static readonly Dictionary<int, PosixSignal> Named = new()
    {
        [1] = PosixSignal.SIGHUP,
        [2] = PosixSignal.SIGINT,
        [3] = PosixSignal.SIGQUIT,
        [15] = PosixSignal.SIGTERM,
    };

    public IDisposable Listen(Func<Signal, bool> handler)
    {
        var registrations = new Registrations();
        foreach (var number in Numbers)
        {
            var posix = Named.GetValueOrDefault(number, (PosixSignal)number);
            registrations.Add(PosixSignalRegistration.Create(posix, context => context.Cancel = Handle(handler, new Signal(number))));
        }

        return registrations;
    }

    private static bool Handle(Func<Signal, bool> handler, Signal signal)
    {
        var handled = handler(signal);
        if (!handled)
        {
            // The signal ends the process now, and nothing else of it runs.
            RawMode.EndCurrent();
        }

        return handled;
    }

    private sealed class Registrations : List<PosixSignalRegistration>, IDisposable
    {
        public void Dispose() => ForEach(registration => registration.Dispose());
    }
}
