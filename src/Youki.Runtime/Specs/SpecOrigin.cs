namespace Youki.Runtime.Specs;

/// <summary>What makes a contributor set a field.</summary>
/// <param name="Author">The contributor's type.</param>
/// <param name="Field">The field, or what begins the names of several. Empty: all that it sets.</param>
/// <param name="Words">The reason, for people. <c>{image}</c> stands for the image's name.</param>
/// <param name="Holds">Whether a configuration gives this reason. Null: any does.</param>
internal sealed record SpecOrigin(string Author, string Field, string Words, Func<ContainerConfig, bool>? Holds = null);
