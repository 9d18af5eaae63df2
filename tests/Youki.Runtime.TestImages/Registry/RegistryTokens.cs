namespace Youki.Runtime.TestImages.Registry;

/// <summary>Where a registry's tokens come from.</summary>
/// <param name="Realm">The address that it tells clients.</param>
/// <param name="Service">What it calls itself there.</param>
/// <param name="Issuer">Who issues the tokens.</param>
/// <param name="CertificateFile">Whose signatures it believes, in PEM.</param>
public sealed record RegistryTokens(Uri Realm, string Service, string Issuer, string CertificateFile);
