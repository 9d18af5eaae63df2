using Youki.Runtime;

namespace Demo;

/// <summary>Prints how far a pull is: a line when a layer, or the image as a whole, gets to something new.</summary>
internal sealed class ProgressLines : IProgress<ImageProgress>
{
    private readonly Dictionary<string, ImagePhase> _phases = [];
    private readonly Lock _lock = new();

    public void Report(ImageProgress value)
    {
        var what = value.Layer is { } layer ? $"layer {layer.Hex[..12]}" : "image";
        lock (_lock)
        {
            if (_phases.TryGetValue(what, out var phase) && phase == value.Phase)
            {
                return;
            }

            _phases[what] = value.Phase;
            Steps.Tell(what, value.BytesTotal is { } total ? $"{value.Phase}, {value.BytesDone:N0} of {total:N0} bytes" : $"{value.Phase}");
        }
    }
}
