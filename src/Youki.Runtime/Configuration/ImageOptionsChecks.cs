namespace Youki.Runtime.Configuration;

/// <summary>Checks what the attributes of the options of images and registries cannot say.</summary>
internal static class ImageOptionsChecks
{
    public static void Check(YoukiRuntimeOptions options, List<string> problems)
    {
        var images = options.Images;
        if (string.IsNullOrEmpty(options.ImageDirectory) || !Path.IsPathFullyQualified(options.ImageDirectory) || Path.GetFullPath(options.ImageDirectory) == "/")
        {
            problems.Add($"{nameof(options.ImageDirectory)} '{options.ImageDirectory}' must be an absolute path, and not the root directory.");
        }
        else
        {
            CheckApart(problems, options, nameof(options.StateDirectory), options.StateDirectory);
            CheckApart(problems, options, nameof(options.BundleDirectory), options.BundleDirectory);
        }

        if (images is null)
        {
            problems.Add($"{nameof(options.Images)} must not be null.");
            return;
        }

        CheckRange(problems, nameof(images.StallTimeout), images.StallTimeout);
        CheckRange(problems, nameof(images.PullWaitTimeout), images.PullWaitTimeout);
        CheckFiles(problems, $"{nameof(options.Images)}.{nameof(images.CredentialFiles)}", [.. images.CredentialFiles]);
        foreach (var (name, registry) in images.Registries)
        {
            if (RegistryAddress.TryParse(registry.Host ?? name) is not { Scheme: null, Prefix: "" })
            {
                problems.Add($"{nameof(options.Images)}.{nameof(images.Registries)} has '{registry.Host ?? name}', which must be host[:port] as in references, such as 'docker.io' or 'localhost:5000'.");
            }

            CheckRegistry(problems, $"{nameof(options.Images)}.{nameof(images.Registries)}['{name}']", registry);
        }
    }

    /// <summary>What is taken for a container, or for the runtime's own, must not be the store's.</summary>
    private static void CheckApart(List<string> problems, YoukiRuntimeOptions options, string name, string? other)
    {
        if (!Path.IsPathFullyQualified(other ?? ""))
        {
            return;
        }

        var (images, path) = (WithSlash(options.ImageDirectory), WithSlash(other!));
        if (images.StartsWith(path, StringComparison.Ordinal) || path.StartsWith(images, StringComparison.Ordinal))
        {
            problems.Add($"{nameof(options.ImageDirectory)} '{options.ImageDirectory}' and {name} '{other}' must not lie in each other.");
        }
    }

    private static string WithSlash(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) + "/";

    private static void CheckRegistry(List<string> problems, string name, RegistryOptions registry)
    {
        if (SaysNothing(registry))
        {
            problems.Add($"{name} says nothing. If it has a port, write it in {nameof(registry.Host)}: configuration files take keys apart at ':'.");
        }

        foreach (var mirror in registry.Mirrors.Where(mirror => RegistryAddress.TryParse(mirror) is null))
        {
            problems.Add($"{name}.{nameof(registry.Mirrors)} has '{mirror}', which must be host[:port], https://host[:port]/path or http://host[:port]/path.");
        }

        foreach (var host in registry.TokenHosts.Where(host => RegistryAddress.TryParse(host) is not { Scheme: null, Prefix: "" }))
        {
            problems.Add($"{name}.{nameof(registry.TokenHosts)} has '{host}', which must be host[:port].");
        }

        CheckFiles(problems, name, registry.CertificateAuthorityFile, registry.ClientCertificateFile, registry.ClientKeyFile);
        if (registry.ClientKeyFile is not null && registry.ClientCertificateFile is null)
        {
            problems.Add($"{name} has a {nameof(registry.ClientKeyFile)} without a {nameof(registry.ClientCertificateFile)}.");
        }

        if (string.IsNullOrEmpty(registry.UserName) != string.IsNullOrEmpty(registry.Password))
        {
            problems.Add($"{name} must have both {nameof(registry.UserName)} and {nameof(registry.Password)}, or neither.");
        }
    }

    private static bool SaysNothing(RegistryOptions registry) => registry is
    {
        Mirrors.Count: 0, TokenHosts.Count: 0, PlainHttp: false, UserName: null, Password: null, CertificateAuthorityFile: null, ClientCertificateFile: null, ClientKeyFile: null,
    };

    private static void CheckFiles(List<string> problems, string name, params ReadOnlySpan<string?> files)
    {
        foreach (var file in files)
        {
            if (file is not null && !Path.IsPathFullyQualified(file))
            {
                problems.Add($"{name} has the file '{file}', which must be an absolute path.");
            }
        }
    }

    private static void CheckRange(List<string> problems, string name, TimeSpan value)
    {
        if (value < TimeSpan.FromSeconds(1) || value > TimeSpan.FromHours(1))
        {
            problems.Add($"{nameof(YoukiRuntimeOptions.Images)}.{name} '{value}' must be from 1 s to 1 h.");
        }
    }
}
