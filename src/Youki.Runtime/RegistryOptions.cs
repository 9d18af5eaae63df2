namespace Youki.Runtime;

/// <summary>What is to be known of one registry.</summary>
public sealed class RegistryOptions
{
    /// <summary>
    /// Host and port as in references, such as <c>registry.example:5000</c>. Null: they are the key of <see cref="ImageOptions.Registries"/>. A key of a
    /// configuration file cannot hold <c>:</c>, so a port is said here.
    /// </summary>
    public string? Host { get; set; }

    /// <summary>
    /// Hosts that are asked first, in this order, such as <c>mirror.example:5000</c>, <c>https://mirror.example/prefix</c> or <c>http://10.0.0.1:5000</c>; the registry
    /// itself comes last. Pulls only: nothing is pushed to a mirror.
    /// </summary>
    /// <value>The default value is empty.</value>
    public IList<string> Mirrors { get; set; } = [];

    /// <summary>Whether it is spoken to by plain HTTP. Hosts of the loopback device are tried by HTTPS first and then by HTTP without this.</summary>
    /// <value>The default value is false.</value>
    public bool PlainHttp { get; set; }

    /// <summary>A PEM file of certificates that its own must lead to, besides those that the host trusts. Null: none.</summary>
    public string? CertificateAuthorityFile { get; set; }

    /// <summary>A PEM file with the certificate that this client shows. Null: none.</summary>
    public string? ClientCertificateFile { get; set; }

    /// <summary>A PEM file with the client certificate's key. Null: it is in <see cref="ClientCertificateFile"/>.</summary>
    public string? ClientKeyFile { get; set; }

    /// <summary>The user to ask as. Null: see <see cref="ImageOptions.CredentialFiles"/>.</summary>
    public string? UserName { get; set; }

    /// <summary>The password of <see cref="UserName"/>. Null: there is none.</summary>
    public string? Password { get; set; }

    /// <summary>Hosts besides the registry's own domain that may ask for its credentials: where tokens come from.</summary>
    /// <value>The default value is empty; what docker.io uses is known.</value>
    public IList<string> TokenHosts { get; set; } = [];
}
