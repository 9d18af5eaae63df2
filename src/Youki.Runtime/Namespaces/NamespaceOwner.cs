using Youki.Runtime.Native;

namespace Youki.Runtime.Namespaces;

/// <summary>A container whose namespaces one joins.</summary>
/// <param name="Process">Its first process. Null: it has none now.</param>
/// <param name="Hostname">Its host name. Null: that is not known.</param>
internal sealed record NamespaceOwner(ProcessIdentity? Process, string? Hostname);
