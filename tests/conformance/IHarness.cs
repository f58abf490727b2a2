using Crossdock.Adapters;

namespace Crossdock.Conformance;

/// <summary>
/// What an adapter's tests supply to a kit: the adapter, and a hand on the system at its other end. A kit makes one for every spec and
/// puts it away afterwards.
/// </summary>
public interface IHarness<out TSystem> : IAsyncLifetime
    where TSystem : IExternalSystem
{
    /// <summary>The faults that this adapter can meet: one that has no network meets few.</summary>
    static abstract IReadOnlyList<Fault> Faults { get; }

    /// <summary>What can be wrong with a connection of this kind.</summary>
    static abstract IReadOnlyList<InvalidConfiguration> InvalidConfigurations { get; }

    /// <summary>
    /// Whether the adapter calls over a network. Then the harness runs <see cref="BeforeEachCall"/>, and a fault can be put on any one of the
    /// calls that a piece of work makes; without, a fault is there from the beginning.
    /// </summary>
    static abstract bool MakesCalls { get; }

    /// <summary>The adapter, set up rightly. Where an answer is withheld it must not wait for long.</summary>
    TSystem Adapter { get; }

    /// <summary>Puts a new <see cref="Adapter"/> in place, as after a start: signed in nowhere and with nothing in mind.</summary>
    void Renew();

    /// <summary>Run before each call that <see cref="Adapter"/> makes.</summary>
    Func<Task>? BeforeEachCall { get; set; }

    /// <summary>What no message may hold.</summary>
    IReadOnlyList<string> Secrets { get; }

    /// <summary>An adapter whose connection has something wrong with it.</summary>
    TSystem With(InvalidConfiguration configuration);

    /// <summary>Lets calls go wrong from now on.</summary>
    /// <param name="fault">One of <see cref="Faults"/>.</param>
    /// <param name="once">Only the next call; else all until <see cref="MendAsync"/>.</param>
    Task BreakAsync(Fault fault, bool once);

    Task MendAsync();
}
