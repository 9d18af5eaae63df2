namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>An entry cannot be unpacked because of what it is. The message is a clause that follows the entry's name.</summary>
internal sealed class EntryException(string message) : Exception(message);
