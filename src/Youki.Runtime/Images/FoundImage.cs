using Youki.Runtime.Images.Content;

namespace Youki.Runtime.Images;

/// <summary>What a text leads to.</summary>
/// <param name="Entries">One for each reference and platform; at least one.</param>
/// <param name="Reference">The reference that the text was. Null: it was an id.</param>
internal sealed record FoundImage(IReadOnlyList<IndexEntry> Entries, ImageReference? Reference);
