namespace Youki.Runtime.Tool;

/// <summary>Something that the tool itself refuses. The message says what and what to do.</summary>
internal sealed class ToolException(string message) : Exception(message);
