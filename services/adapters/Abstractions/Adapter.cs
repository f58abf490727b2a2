namespace Crossdock.Adapters;

/// <summary>What an adapter connects: a source of orders, or a place that ships them.</summary>
public enum AdapterRole
{
    Cart,
    Warehouse,
}

/// <summary>What an external system offers beside its port: the interfaces that its <see cref="ICart"/> or <see cref="IWarehouse"/> also implements.</summary>
[Flags]
public enum AdapterCapabilities
{
    None = 0,

    /// <summary><see cref="INotifyingCart"/>.</summary>
    Webhooks = 1,

    /// <summary><see cref="IAuthorizing"/>.</summary>
    Authorization = 2,

    /// <summary><see cref="ICountsCalls"/>.</summary>
    RateLimit = 4,

    /// <summary><see cref="ISearchableCart"/>.</summary>
    Search = 8,

    /// <summary><see cref="IPostedCart"/>.</summary>
    Posting = 16,
}

/// <summary>
/// Declares one kind of external system in one role. Derive from <see cref="CartAdapter{TSettings}"/> or
/// <see cref="WarehouseAdapter{TSettings}"/>, publicly and with a constructor without parameters: the services find it by scanning.
/// </summary>
public abstract class Adapter
{
    /// <summary>The value of a connection's <c>Kind</c> that selects this adapter, for example <c>Bergen</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>One sentence for the person who creates a connection.</summary>
    public abstract string Description { get; }

    public abstract AdapterRole Role { get; }

    public virtual AdapterCapabilities Capabilities => AdapterCapabilities.None;

    /// <summary>The class whose properties with <see cref="SettingAttribute"/> are the connection's settings.</summary>
    public abstract Type SettingsType { get; }
}

/// <summary>What both roles share; derive from <see cref="CartAdapter{TSettings}"/> or <see cref="WarehouseAdapter{TSettings}"/>.</summary>
public abstract class Adapter<TSystem> : Adapter
    where TSystem : IExternalSystem
{
    /// <summary>Connects with settings that were read and validated. Makes no call yet.</summary>
    public TSystem Connect(AdapterSettings settings, AdapterContext context)
    {
        var system = CreateFrom(settings, context);
        var offered =
            (system is INotifyingCart ? AdapterCapabilities.Webhooks : AdapterCapabilities.None)
            | (system is IAuthorizing ? AdapterCapabilities.Authorization : AdapterCapabilities.None)
            | (system is ICountsCalls ? AdapterCapabilities.RateLimit : AdapterCapabilities.None)
            | (system is ISearchableCart ? AdapterCapabilities.Search : AdapterCapabilities.None)
            | (system is IPostedCart ? AdapterCapabilities.Posting : AdapterCapabilities.None);
        return offered == Capabilities
            ? system
            : throw new InvalidOperationException(
                $"{GetType().Name} declares the capabilities {Capabilities}, and its {Role} implements {offered}."
            );
    }

    private protected abstract TSystem CreateFrom(AdapterSettings settings, AdapterContext context);
}

/// <summary>Declares a kind of cart.</summary>
public abstract class CartAdapter<TSettings> : Adapter<ICart>
    where TSettings : CartSettings
{
    public sealed override AdapterRole Role => AdapterRole.Cart;
    public sealed override Type SettingsType => typeof(TSettings);

    protected abstract ICart Create(TSettings settings, AdapterContext context);

    private protected sealed override ICart CreateFrom(AdapterSettings settings, AdapterContext context) =>
        Create((TSettings)settings, context);
}

/// <summary>Declares a kind of warehouse.</summary>
public abstract class WarehouseAdapter<TSettings> : Adapter<IWarehouse>
    where TSettings : WarehouseSettings
{
    public sealed override AdapterRole Role => AdapterRole.Warehouse;
    public sealed override Type SettingsType => typeof(TSettings);

    protected abstract IWarehouse Create(TSettings settings, AdapterContext context);

    private protected sealed override IWarehouse CreateFrom(AdapterSettings settings, AdapterContext context) =>
        Create((TSettings)settings, context);
}

/// <summary>What an adapter is given to work with, beside its settings.</summary>
/// <param name="Connection">The connection's name, for logs.</param>
/// <param name="State">What the connection must not forget, such as a token pair.</param>
/// <param name="Network">Carries, counts and traces HTTP calls; follows no redirect. Not to be disposed of.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">Named after the adapter.</param>
public sealed record AdapterContext(
    string Connection,
    IAdapterState State,
    HttpMessageHandler Network,
    TimeProvider Time,
    ILogger Logger
)
{
    /// <summary>Where the adapter reports what it cannot read.</summary>
    public UnreadableRecords Unreadable { get; } = new();

    /// <param name="handlers">From the caller to the network; one of them an <see cref="ExternalCall"/>.</param>
    public HttpClient CreateHttpClient(params ReadOnlySpan<DelegatingHandler> handlers) =>
        ExternalHttp.CreateClient(Network, handlers);
}

/// <summary>What every external system offers.</summary>
public interface IExternalSystem
{
    /// <summary>Signs in and reads one harmless thing. Answers with one sentence that says what was reached.</summary>
    /// <exception cref="ConnectionProblemException">What failed, and what to do.</exception>
    Task<string> TestAsync(CancellationToken cancellationToken);
}

/// <summary>An external system whose owner grants access on a page of its own (OAuth's authorization code).</summary>
public interface IAuthorizing
{
    /// <summary>The page; null if this connection signs in otherwise.</summary>
    /// <param name="state">Comes back with the code.</param>
    Uri? AuthorizationAddress(string state);

    /// <summary>Exchanges the code for what the connection signs in with from now on, and stores that.</summary>
    /// <exception cref="ConnectionProblemException">The code is refused.</exception>
    Task AuthorizeAsync(string code, CancellationToken cancellationToken);
}

/// <summary>An external system that allows a number of calls in a window of time.</summary>
public interface ICountsCalls
{
    /// <summary>Calls left in the current window; null until the system has said.</summary>
    int? CallsLeft { get; }
}

/// <summary>A connection's small durable entries, shared by all replicas and encrypted in the store.</summary>
public interface IAdapterState
{
    /// <summary>The entry under <paramref name="key"/>, or null.</summary>
    Task<string?> ReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="change"/> exclusively among all replicas, on the value stored at that moment, and stores what it returns
    /// before anybody sees it. If <paramref name="change"/> throws, nothing is stored and the exception propagates.
    /// </summary>
    Task<string> ChangeAsync(
        string key,
        Func<string?, CancellationToken, Task<string>> change,
        CancellationToken cancellationToken
    );
}
