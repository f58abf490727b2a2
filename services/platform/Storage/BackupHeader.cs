namespace Crossdock.Platform.Storage;

/// <summary>The first line of a backup.</summary>
/// <param name="Service">Whose store it is.</param>
/// <param name="Provider">What the documents are written in.</param>
/// <param name="Form">The form of the documents, see <see cref="StoreForm"/>.</param>
/// <param name="Version">The version that made the backup.</param>
/// <param name="At">When it began: what was done afterwards may be missing.</param>
public sealed record BackupHeader(string Service, StoreProvider Provider, int Form, string Version, DateTimeOffset At);
