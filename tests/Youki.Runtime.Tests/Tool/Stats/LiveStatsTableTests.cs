using Spectre.Console;
using Youki.Runtime.Tests.Tool.Commands;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Stats;
using Youki.Runtime.Tool.Transfers;

namespace Youki.Runtime.Tests.Tool.Stats;

public sealed class LiveStatsTableTests
{
    [Theory]
    [InlineData(80, false)]
    [InlineData(120, true)]
    public void Every_row_is_one_line_in_the_width_of_the_terminal(int width, bool withDisks)
    {
        StatsRow[] rows = [Row("a-name-that-is-much-too-long-for-it", 1234.5), Row("web", null)];

        var lines = Render(rows, width);

        lines.Should().HaveCount(3).And.OnlyContain(line => line.TrimEnd().Length <= width);
        lines[0].Contains("DISK").Should().Be(withDisks);
        lines[1].Should().Contain("a-name-that-is-…").And.Contain("1234.5%").And.Contain("32MB/64MB").And.Contain("███···").And.Contain("2kB/3kB").And.EndWith("7");
    }

    [Theory]
    [InlineData(0.0, "······")]
    [InlineData(1.0, "██████")]
    [InlineData(2.0, "██████")]
    [InlineData(0.5, "███···")]
    [InlineData(0.02, "▏·····")]
    [InlineData(null, "······")]
    public void Bars_are_of_one_width(double? share, string expected)
    {
        using var text = new StringWriter();
        Console(text, 80).Write(LiveStatsTable.Bar(share));

        text.ToString().Should().Be(expected);
    }

    private static string[] Render(StatsRow[] rows, int width)
    {
        using var text = new StringWriter();
        Console(text, width).Write(LiveStatsTable.Of(rows, width, cores: 2));
        return text.ToString().TrimEnd('\n').Split('\n');
    }

    private static IAnsiConsole Console(StringWriter text, int width) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.No,
        ColorSystem = ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.No,
        Out = new TerminalOutput(text, () => new TerminalSize(width, 24)),
    });

    private static StatsRow Row(string name, double? cpu)
    {
        var id = ContainerId.Parse($"container-{name.Length:x8}-0000-7000-8000-000000000000");
        return new StatsRow { Id = id, Name = name, CpuPercent = cpu, Stats = StatsCommandTests.Reading(id, 1) };
    }
}
