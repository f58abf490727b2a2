namespace Crossdock.Platform.Observability;

/// <summary><c>CallLog:…</c> in configuration: the external calls that are kept per order.</summary>
public sealed class CallLogOptions
{
    public bool Enabled { get; set; } = true;

    /// <summary>How long a call is kept.</summary>
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How much of a request and of an answer is kept, in bytes.</summary>
    public int MaxBytes { get; set; } = 16 * 1024;
}
