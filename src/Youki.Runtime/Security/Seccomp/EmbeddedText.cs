namespace Youki.Runtime.Security.Seccomp;

/// <summary>Files beside these classes that are built into the library.</summary>
internal static class EmbeddedText
{
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream($"seccomp/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
