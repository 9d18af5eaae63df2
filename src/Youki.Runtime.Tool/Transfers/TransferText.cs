using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Transfers;

/// <summary>The words for what is done with images.</summary>
internal static class TransferText
{
    private const int ShortDigits = 12;

    /// <summary>What a report is about: the short digest of a layer, or the image.</summary>
    public static string SubjectOf(ImageProgress progress) => progress.Layer is { } layer ? layer.Hex[..ShortDigits] : TerminalText.Clean(progress.Image);

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
