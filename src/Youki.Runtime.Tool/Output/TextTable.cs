using System.Text;
using Spectre.Console;

namespace Youki.Runtime.Tool.Output;

/// <summary>Prints columns: with colour on a terminal, as plain text into a file or a pipe, and never cut to a width.</summary>
internal sealed class TextTable(params string[] columns)
{
    // A line that is longer than the terminal is wide goes on in the next one, as docker's do.
    private const int Unlimited = 1 << 20;

    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add([.. cells.Select(TerminalText.Clean)]);

    public void Write(TextWriter output, bool isTerminal)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new WideOutput(text, isTerminal),
        });
        console.Write(Build());
        foreach (var line in text.ToString().TrimEnd().Split('\n'))
        {
            output.WriteLine(line.TrimEnd());
        }
    }

    private Table Build()
    {
        var table = new Table().NoBorder();
        foreach (var (index, column) in columns.Index())
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))).NoWrap().Padding(0, 0, index == columns.Length - 1 ? 0 : 3, 0));
        }

        foreach (var row in _rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        return table;
    }

    private sealed class WideOutput(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => isTerminal;

        public int Width => Unlimited;

        public int Height => 1;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
