namespace Youki.Runtime;

/// <summary>There is no such volume.</summary>
public sealed class VolumeNotFoundException(string volume) : VolumeException(volume, $"There is no volume '{MessageText.Clean(volume)}'.");
