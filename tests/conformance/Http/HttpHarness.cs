using Crossdock.Adapters;

namespace Crossdock.Conformance.Http;

/// <summary>
/// What every harness of an HTTP adapter has: the line with its faults, the clock, and the adapter on them. Derive from
/// <see cref="StandInHarness{TSystem}"/> if you write a stand-in of the system, or from this if there is a program that plays it.
/// </summary>
public abstract class HttpHarness<TSystem> : IHttpHarness, IAsyncDisposable
    where TSystem : class, IExternalSystem
{
    private readonly HttpLine line = new();
    private readonly RushingClock clock = new();
    private Uri? address;

    /// <summary>
    /// All that a network can do. Where the adapter signs in, add <see cref="Fault.StaleToken"/> (hide this member with <c>new</c>) and
    /// override <see cref="BreakAsync"/> for it.
    /// </summary>
    public static IReadOnlyList<Fault> Faults => [.. Enum.GetValues<Fault>().Where(fault => fault != Fault.StaleToken)];

    public static IReadOnlyList<InvalidConfiguration> InvalidConfigurations => Enum.GetValues<InvalidConfiguration>();

    public static bool MakesCalls => true;

    public TSystem Adapter { get; private set; } = null!;

    /// <summary>What no message may hold: override it with the credentials that <see cref="Connect"/> uses.</summary>
    public virtual IReadOnlyList<string> Secrets => [];

    public Func<Task>? BeforeEachCall
    {
        get => line.BeforeEachCall;
        set => line.BeforeEachCall = value;
    }

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected Uri Address => address ?? throw new InvalidOperationException("The system is not started.");

    public async ValueTask InitializeAsync()
    {
        address = await StartAsync();
        Renew();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        line.Dispose();
        await StopAsync();
    }

    public void Renew() => Adapter = Connect(Address, wrongCredentials: false, Context());

    public TSystem With(InvalidConfiguration configuration) =>
        Connect(
            configuration switch
            {
                InvalidConfiguration.WrongAddress => new Uri(Address, "/nowhere"),
                InvalidConfiguration.ServiceDown => new UriBuilder(Address) { Port = HttpLine.ClosedPort }.Uri,
                _ => Address,
            },
            configuration == InvalidConfiguration.WrongCredentials,
            Context()
        );

    public virtual Task BreakAsync(Fault fault, bool once)
    {
        Rush(fault);
        line.Break(fault, once);
        return Task.CompletedTask;
    }

    public virtual Task MendAsync()
    {
        clock.Rushes = false;
        line.Mend();
        return Task.CompletedTask;
    }

    public void AnswerNext(ForeignAnswer answer) => line.AnswerNext(answer);

    /// <summary>Timeouts pass at once where the fault withholds an answer.</summary>
    protected void Rush(Fault fault) => clock.Rushes = fault is Fault.TimeoutBefore or Fault.TimeoutAfter;

    /// <summary>Starts the system and gives its address, as a person would set it.</summary>
    protected abstract Task<Uri> StartAsync();

    protected abstract Task StopAsync();

    /// <summary>Connects as a host does, for example with <see cref="HarnessContext.Connect"/>.</summary>
    /// <param name="address">Where the system is, or is not.</param>
    /// <param name="wrongCredentials">Connect with credentials that the system does not know.</param>
    /// <param name="context">Holds the line and the clock.</param>
    protected abstract TSystem Connect(Uri address, bool wrongCredentials, AdapterContext context);

    private AdapterContext Context() => HarnessContext.Create() with { Network = line, Time = clock };
}
