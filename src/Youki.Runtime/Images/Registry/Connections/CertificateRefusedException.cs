using System.Security.Authentication;

namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>A server speaks TLS, and its certificate will not do: never a reason to try without.</summary>
internal sealed class CertificateRefusedException(string message) : AuthenticationException(message);
