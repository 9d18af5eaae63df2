using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Transfers;

/// <summary>A line for each step of each layer, for files and pipes.</summary>
internal sealed class TransferLines(ToolHost host) : TransferDisplay
{
    private readonly Dictionary<string, ImagePhase> _shown = [];
    private readonly TextWriter _output = TextOutput.Open(new CarelessStream(host.Error));

    protected override void Show(ImageProgress value)
    {
        var subject = TransferText.SubjectOf(value);
        if (_shown.TryGetValue(subject, out var phase) && phase == value.Phase)
        {
            return;
        }

        _shown[subject] = value.Phase;
        var isUnderWay = value.Phase is ImagePhase.Downloading or ImagePhase.Unpacking or ImagePhase.Uploading;
        var size = isUnderWay && value.BytesTotal is { } total ? $" {HumanSize.Of(total)}" : string.Empty;
        _output.WriteLine($"{subject}: {TransferText.Of(value.Phase)}{size}");
    }

    protected override Task EndAsync() => _output.DisposeAsync().AsTask();
}
