using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Transfers;

/// <summary>The words for what is done with images.</summary>
internal static class TransferText
{
    private const int ShortDigits = 12;
    private const int MaxNameLength = 30;

    /// <summary>What a report is about: the short digest of a layer, or the image.</summary>
    public static string SubjectOf(ImageProgress progress) => progress.Layer is { } layer ? layer.Hex[..ShortDigits] : TerminalText.Clean(progress.Image);

    /// <summary>The same, as short as it is still understood: of an image's name, the end.</summary>
    public static string ShortSubjectOf(ImageProgress progress)
    {
        var subject = SubjectOf(progress);
        var end = subject[(subject.LastIndexOf('/') + 1)..];
        return end.Length is > 0 and <= MaxNameLength ? end : $"{subject[..Math.Min(subject.Length, MaxNameLength - 1)]}…";
    }

    public static string Of(ImagePhase phase) => phase switch
    {
        ImagePhase.Resolving => "resolving",
        ImagePhase.Waiting => "waiting",
        ImagePhase.Downloading => "pulling",
        ImagePhase.Unpacking => "unpacking",
        ImagePhase.Uploading => "pushing",
        ImagePhase.AlreadyExists => "already there",
        ImagePhase.Complete => "done",
        _ => phase.ToString(),
    };
}
