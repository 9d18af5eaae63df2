namespace Youki.Runtime;

/// <summary>Something is wrong with a volume.</summary>
public class VolumeException : YoukiException
{
    /// <summary>Makes the exception for a volume.</summary>
    public VolumeException(string volume, string message, Exception? innerException = null)
        : base(message, innerException) => Volume = volume;

    /// <summary>The volume's name.</summary>
    public string Volume { get; }
}
