namespace Youki.Runtime.Images.Registry.Authorization;

/// <summary>A token, and until when it is used.</summary>
internal sealed record RegistryToken(string Value, DateTimeOffset UsedUntil)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{nameof(RegistryToken)} {{ until {UsedUntil:O} }}";
}
