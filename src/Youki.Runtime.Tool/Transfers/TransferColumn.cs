using Spectre.Console;
using Spectre.Console.Rendering;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Transfers;

/// <summary>How much has come, of how much, and how fast.</summary>
internal sealed class TransferColumn : ProgressColumn
{
    // Below it, no size was said: the bar has something to count only.
    private const double LeastTotal = 2;

    protected override bool NoWrap => true;

    /// <summary>Whether it is known how much is to come.</summary>
    public static bool IsSized(ProgressTask task) => task.MaxValue >= LeastTotal;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        var total = !IsSized(task) ? string.Empty : HumanSize.Of((long)task.MaxValue);
        var done = HumanSize.Of((long)task.Value);
        var text = task.IsFinished || task.Value <= 0 ? total
            : task.IsIndeterminate ? done
            : task.Speed is { } speed ? $"{done} / {total}  {HumanSize.Of((long)speed)}/s"
            : $"{done} / {total}";
        return new Text(text);
    }
}
