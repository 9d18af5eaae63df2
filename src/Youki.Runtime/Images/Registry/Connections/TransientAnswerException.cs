namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>A registry's answer says that the same may work later. Never seen outside: its cause is, once trying has ended.</summary>
internal sealed class TransientAnswerException(RegistryException cause, TimeSpan? retryAfter) : Exception(cause.Message, cause)
{
    public RegistryException Cause => cause;

    /// <summary>How long the registry asks to wait. Null: it does not say.</summary>
    public TimeSpan? RetryAfter => retryAfter;
}
