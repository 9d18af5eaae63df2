namespace Youki.Runtime;

/// <summary>A container's configuration has errors.</summary>
public sealed class ContainerConfigException : YoukiException
{
    /// <summary>Makes the exception for all errors that were found.</summary>
    public ContainerConfigException(IReadOnlyList<string> errors)
        : base(errors.Count == 1
            ? $"The container's configuration is not valid: {errors[0]}"
            : $"The container's configuration has {errors.Count} errors:{string.Concat(errors.Select(error => $"{Environment.NewLine}- {error}"))}") => Errors = errors;

    /// <summary>Each error, naming the member that it is about.</summary>
    public IReadOnlyList<string> Errors { get; }
}
