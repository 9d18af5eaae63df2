using System.Diagnostics;

namespace Youki.Runtime.TestImages.Registry;

/// <summary>Lines of password files, by apache2-utils: registries take bcrypt only.</summary>
internal static class Htpasswd
{
    private const string Program = "/usr/bin/htpasswd";

    public static bool IsOnHost => File.Exists(Program);

    public static string Line(RegistryCredentials account)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, ["-n", "-i", "-B", account.UserName!]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        process.StandardInput.Write(account.Password);
        process.StandardInput.Close();
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? line : throw new InvalidOperationException($"htpasswd ended with exit code {process.ExitCode}.");
    }
}
