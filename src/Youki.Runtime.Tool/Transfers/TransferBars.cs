using Spectre.Console;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Transfers;

/// <summary>A bar for each layer, and one for the image as a whole, on a terminal.</summary>
internal sealed class TransferBars : TransferDisplay
{
    private const int BarWidth = 24;

    private readonly Progress _progress;
    private readonly Dictionary<string, ProgressTask> _images = [];
    private readonly Dictionary<(string Image, Digest Layer), ProgressTask> _layers = [];
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ProgressContext? _context;
    private Task _drawing = Task.CompletedTask;

    public TransferBars(ToolHost host)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Detect,
            Interactive = InteractionSupport.Yes,
            Out = new TerminalOutput(TextOutput.Open(new CarelessStream(host.Error)), host.ErrorTerminalSize),
        });
        _progress = console.Progress().Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new ProgressBarColumn { Width = BarWidth },
            new TransferColumn());
    }

    protected override void Show(ImageProgress value)
    {
        _context ??= Begin();
        if (value.Layer is not { } layer)
        {
            Draw(Bar(_context, _images, value.Image, value), value);
            return;
        }

        Draw(Bar(_context, _layers, (value.Image, layer), value), value);
        if (_images.TryGetValue(value.Image, out var whole))
        {
            DrawSum(whole, value);
        }
    }

    protected override async Task EndAsync()
    {
        _end.TrySetResult();
        await _drawing;
    }

    private static ProgressTask Bar<TKey>(ProgressContext context, Dictionary<TKey, ProgressTask> bars, TKey key, ImageProgress value)
        where TKey : notnull
    {
        if (!bars.TryGetValue(key, out var bar))
        {
            bars[key] = bar = context.AddTask(DescriptionOf(value), maxValue: 1);
        }

        return bar;
    }

    private static void Draw(ProgressTask bar, ImageProgress value)
    {
        var isDone = value.Phase is ImagePhase.Complete or ImagePhase.AlreadyExists;
        bar.Description = DescriptionOf(value);
        bar.MaxValue = Math.Max(1, value.BytesTotal ?? bar.MaxValue);
        bar.IsIndeterminate = !isDone && value.Phase != ImagePhase.Waiting && !TransferColumn.IsSized(bar);
        bar.Value = isDone ? bar.MaxValue : value.BytesDone;
    }

    // Layers become known one after the other, so the whole may grow.
    private void DrawSum(ProgressTask whole, ImageProgress value)
    {
        var layers = _layers.Where(layer => layer.Key.Image == value.Image).Select(layer => layer.Value).ToList();
        whole.MaxValue = Math.Max(1, layers.Sum(layer => layer.MaxValue));
        whole.Value = Math.Min(layers.Sum(layer => layer.Value), whole.MaxValue - 1);
        whole.IsIndeterminate = !TransferColumn.IsSized(whole);
        if (value.Phase is ImagePhase.Downloading or ImagePhase.Unpacking or ImagePhase.Uploading)
        {
            whole.Description = DescriptionOf(value with { Layer = null });
        }
    }

    private static string DescriptionOf(ImageProgress value) => Markup.Escape($"{TransferText.ShortSubjectOf(value),-12}  {TransferText.Of(value.Phase),-13}");

    // It draws until the end, beside the work that reports.
    private ProgressContext Begin()
    {
        ProgressContext? begun = null;
        _drawing = _progress.StartAsync(context =>
        {
            begun = context;
            return _end.Task;
        });
        return begun ?? throw new InvalidOperationException("The display of progress did not begin.");
    }
}
