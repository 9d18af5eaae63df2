using System.Text;
using System.Text.Json.Nodes;
using Youki.Runtime.Execution;

namespace Youki.Runtime.Tests.Images.Registry;

/// <summary>Credential helpers in memory, of any name.</summary>
internal sealed class FakeHelpers : IProcessRunner
{
    public Dictionary<string, (string User, string Secret)> Stored { get; } = [];

    public List<CommandLine> Commands { get; } = [];

    /// <summary>Answers in place of the memory. Null: the memory answers.</summary>
    public Func<CommandLine, CommandResult>? Answer { get; set; }

    public Task<CommandResult> CaptureAsync(CommandLine commandLine, CancellationToken cancellationToken = default)
    {
        Commands.Add(commandLine);
        var input = Encoding.UTF8.GetString(commandLine.StandardInput.Span).Trim();
        return Task.FromResult(Answer?.Invoke(commandLine) ?? commandLine.Arguments[0] switch
        {
            "get" => Stored.TryGetValue(input, out var found)
                ? Result(0, new JsonObject { ["ServerURL"] = input, ["Username"] = found.User, ["Secret"] = found.Secret }.ToJsonString())
                : Result(1, "credentials not found in native keychain\n"),
            "store" => Store(JsonNode.Parse(input)!),
            _ => Result(Stored.Remove(input) ? 0 : 1, ""),
        });
    }

    public Task<CommandResult> DetachAsync(CommandLine commandLine, DetachedOutput output, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<CommandResult> StreamAsync(CommandLine commandLine, Stream standardOutput, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public static CommandResult Result(int exitCode, string output) => new() { ExitCode = exitCode, Stdout = output, Elapsed = TimeSpan.Zero };

    private CommandResult Store(JsonNode document)
    {
        Stored[(string)document["ServerURL"]!] = ((string)document["Username"]!, (string)document["Secret"]!);
        return Result(0, "");
    }
}
