namespace Youki.Runtime.Tests.Tool.Fakes;

/// <summary>What a run of the tool left: bytes of standard output as Latin-1, so that each stays what it was.</summary>
internal sealed record ToolOutcome(int ExitCode, string Output, string Error);
