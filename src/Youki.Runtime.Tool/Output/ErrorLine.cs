using Microsoft.Extensions.Options;

namespace Youki.Runtime.Tool.Output;

/// <summary>What the tool has to say besides its output: one line on standard error.</summary>
internal static class ErrorLine
{
    public static void Write(ToolHost host, string message)
    {
        using var error = TextOutput.Open(new CarelessStream(host.Error));
        error.WriteLine($"{YoukiCtl.Name}: {OneLine(message)}");
    }

    public static string TextOf(Exception exception) => exception switch
    {
        ContainerConfigException { Errors: var errors } => string.Join(" ", errors),
        OptionsValidationException { Failures: var failures } => string.Join(" ", failures),
        YoukiException or ToolException => exception.Message + ImageAdvice.Of(exception),
        UnauthorizedAccessException => $"{exception.Message} Run as root, or choose directories of your own with --state-dir and --bundle-dir.",
        IOException => exception.Message,
        _ => $"{exception.GetType().Name}: {exception.Message} This should not happen; run again with --debug to see where.",
    };

    private static string OneLine(string message)
    {
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return TerminalText.Clean(string.Join(" | ", lines));
    }
}
