namespace Youki.Runtime.Tests.Images.Registry;

/// <summary>A request that a <see cref="ScriptedRegistry"/> got.</summary>
internal sealed record SentRequest(string Method, string Url, string? Authorization, string? Range, byte[]? Body);
