namespace Youki.Runtime.Tool.Output;

/// <summary>Nobody reads a stream any more.</summary>
internal sealed class BrokenPipeException() : IOException("Nobody reads the output any more.");
