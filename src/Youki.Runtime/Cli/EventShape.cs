namespace Youki.Runtime.Cli;

/// <summary>How the <c>events</c> verb prints.</summary>
internal enum EventShape
{
    /// <summary>There is no such verb.</summary>
    None,

    /// <summary>Statistics documents, back to back.</summary>
    BareStatistics,

    /// <summary>Objects with <c>type</c>, <c>id</c> and <c>data</c>.</summary>
    Envelope,
}
