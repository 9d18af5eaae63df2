namespace Youki.Runtime.Tool.Signals;

/// <summary>Where the tool's own signals come from.</summary>
internal interface ISignalSource
{
    /// <summary>Calls the handler for each signal until disposed. Where it returns false, the signal does what it does by default.</summary>
    IDisposable Listen(Func<Signal, bool> handler);
}
