namespace Crossdock.Adapters;

/// <summary>What every external system offers, whatever it is.</summary>
public interface IExternalSystem
{
    /// <summary>Signs in and reads one harmless thing. Answers with one sentence that says what was reached.</summary>
    /// <exception cref="ConnectionProblemException">What failed, and what to do.</exception>
    Task<string> TestAsync(CancellationToken cancellationToken);
}

/// <summary>Makes the connections of one kind of external system; an adapter registers one.</summary>
public interface IConnectionFactory<out TSystem>
    where TSystem : IExternalSystem
{
    /// <summary>The value of a connection's <c>Kind</c> that selects this adapter.</summary>
    string Kind { get; }

    /// <exception cref="SettingException">A setting is missing or broken.</exception>
    TSystem Create(ConnectionContext context);
}
