using Spectre.Console;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Transfers;

/// <summary>A bar for each layer, on a terminal.</summary>
internal sealed class TransferBars : TransferDisplay
{
    private const int BarWidth = 24;

    private readonly Progress _progress;
    private readonly Dictionary<string, ProgressTask> _bars = [];
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
        var subject = TransferText.SubjectOf(value);
        var description = Markup.Escape($"{TransferText.ShortSubjectOf(value),-12}  {TransferText.Of(value.Phase),-13}");
        if (!_bars.TryGetValue(subject, out var bar))
        {
            _bars[subject] = bar = _context.AddTask(description, maxValue: 1);
        }

        bar.Description = description;
        var isDone = value.Phase is ImagePhase.Complete or ImagePhase.AlreadyExists;
        bar.IsIndeterminate = !isDone && value.Phase != ImagePhase.Waiting && value.BytesTotal is null;
        bar.MaxValue = Math.Max(1, value.BytesTotal ?? bar.MaxValue);
        bar.Value = isDone ? bar.MaxValue : value.BytesDone;
    }

    protected override async Task EndAsync()
    {
        _end.TrySetResult();
        await _drawing;
    }

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
