using System.Text;

namespace Youki.Runtime.IntegrationTests.Tool;

/// <summary>How a run of the tool ended.</summary>
internal sealed record ToolResult(int ExitCode, byte[] Bytes, string Error)
{
    public string Output => Encoding.UTF8.GetString(Bytes);

    /// <summary>Exit code, output and errors, to be compared at once.</summary>
    public (int ExitCode, string Output, string Error) All => (ExitCode, Output, Error);
}
