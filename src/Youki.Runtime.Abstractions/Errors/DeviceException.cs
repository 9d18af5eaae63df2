namespace Youki.Runtime;

/// <summary>A container cannot have a device that it asks for.</summary>
public sealed class DeviceException : YoukiException
{
    /// <summary>Makes the exception for a device.</summary>
    public DeviceException(string device, DeviceFailure failure, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Device = device;
        Failure = failure;
    }

    /// <summary>The device's path or CDI name, as it was asked for.</summary>
    public string Device { get; }

    /// <summary>What is wrong.</summary>
    public DeviceFailure Failure { get; }

    /// <summary>The CDI devices that there are, where one was asked for by a name that there is not; otherwise empty.</summary>
    public IReadOnlyList<string> Available { get; init; } = [];
}
