namespace Crossdock.Adapters;

/// <summary>An external system that allows so many calls in a window of time.</summary>
public interface ICountsCalls
{
    /// <summary>Calls that it still allows in the current window; null as long as it has not said.</summary>
    int? CallsLeft { get; }
}
