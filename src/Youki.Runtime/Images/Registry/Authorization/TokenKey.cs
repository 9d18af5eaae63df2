namespace Youki.Runtime.Images.Registry.Authorization;

/// <summary>For what and for whom a token is.</summary>
/// <param name="Realm">Where it comes from.</param>
/// <param name="Service">The registry's name there. Null: none.</param>
/// <param name="Scope">What may be done with it; several are separated by spaces. Empty: nothing in particular.</param>
/// <param name="Credentials">Who asks. Null: nobody in particular.</param>
internal sealed record TokenKey(Uri Realm, string? Service, string Scope, RegistryCredentials? Credentials);
