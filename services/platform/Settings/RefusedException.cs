namespace Crossdock.Platform.Settings;

/// <summary>A change that cannot be made as things stand; nothing has changed. The message says why, and what to do instead.</summary>
public sealed class RefusedException(string message) : Exception(message);
