using System.Text;
using Spectre.Console;

namespace Youki.Runtime.Tool.Transfers;

/// <summary>The terminal of standard error.</summary>
internal sealed class TerminalOutput(TextWriter writer, Func<TerminalSize> size) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => true;

    public int Width => size().Columns;

    public int Height => size().Rows;

    public void SetEncoding(Encoding encoding)
    {
    }
}
