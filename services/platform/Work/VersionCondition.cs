namespace Crossdock.Platform.Work;

/// <summary>For which version of a live document a change is meant; a document that is not stored has none.</summary>
/// <param name="IsMetBy">True if the change may be made to this version.</param>
public sealed record VersionCondition(Func<int?, bool> IsMetBy)
{
    /// <summary>The change is meant for whatever is stored.</summary>
    public static VersionCondition None { get; } = new(_ => true);

    /// <param name="what">For the person who is refused, for example <c>The route from acme</c>.</param>
    /// <param name="version">The one that is stored; null if there is none.</param>
    /// <exception cref="VersionConflictException">The change is meant for another version; nothing has changed.</exception>
    public void Check(string what, int? version)
    {
        if (!IsMetBy(version))
        {
            throw new VersionConflictException(what, version);
        }
    }
}

/// <summary>A change is meant for another version than the one that is stored; nothing has changed.</summary>
public sealed class VersionConflictException(string what, int? version)
    : Exception($"{what} is stored in version {version}.")
{
    public string What { get; } = what;

    /// <summary>The version that is stored; null if nothing is.</summary>
    public int? Version { get; } = version;
}
