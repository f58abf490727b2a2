using Crossdock.Platform.Storage;
using Crossdock.Platform.Tests.Storage;
using Crossdock.Platform.Work;
using Crossdock.TestSupport;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.Platform.Tests.Work;

/// <summary>Something to be done.</summary>
public sealed class Job : WorkDocument
{
    public static Index<Job> ByFollowUp { get; } = new(j => j.Connection, j => j.FollowUpDueAt);

    public static CollectionDefinition<Job> Collection { get; } = new("jobs", Worker<Job>.ByDue, ByFollowUp);

    public bool IsFollowUp { get; set; }

    public DateTimeOffset? FollowUpDueAt => IsFollowUp ? DueAt : null;

    /// <summary>What somebody else wrote into it.</summary>
    public string? Note { get; set; }
}

/// <summary>A worker that does what the test says.</summary>
public sealed class ScriptedWorker(Func<IReadOnlyList<Job>, CancellationToken, Task> step, int batch = 1) : Worker<Job>
{
    public override int BatchSize => batch;

    public override Query<Job> FollowUps(string connection) => Job.ByFollowUp.Where(connection);

    public override Task StepAsync(IReadOnlyList<Job> documents, CancellationToken cancellationToken) =>
        step(documents, cancellationToken);
}

/// <summary>A clock that stands still, a store, a circuit, and loops that the test starts.</summary>
public sealed class WorkFixture : IAsyncDisposable
{
    private readonly SqliteFile file = new();
    private readonly List<BackgroundService> loops = [];
    private readonly List<CircuitBreaker> circuits = [];

    public WorkFixture() => Jobs = file.Open().Open(Job.Collection);

    public FakeTime Time { get; } = new();
    public IDocuments<Job> Jobs { get; }
    public WorkSignal<Job> Signal { get; } = new();
    public WorkOptions Options { get; } =
        new()
        {
            PollInterval = TimeSpan.FromSeconds(1),
            Lease = TimeSpan.FromMinutes(2),
            InitialBackoff = TimeSpan.FromSeconds(10),
            MaxBackoff = TimeSpan.FromMinutes(10),
            MaxPause = TimeSpan.FromMinutes(5),
            Concurrency = 4,
        };

    /// <summary>A circuit whose test succeeds, unless another one is given.</summary>
    public CircuitBreaker Circuit(
        string connection = "acme",
        Func<CancellationToken, Task>? test = null,
        string? generation = null
    )
    {
        var circuit = new CircuitBreaker(
            connection,
            test ?? (_ => Task.CompletedTask),
            Options,
            Time,
            NullLogger.Instance
        )
        {
            Id = generation is null ? connection : $"{connection}@{generation}",
        };
        circuits.Add(circuit);
        return circuit;
    }

    /// <summary>Starts a loop as another replica has it: with a store of its own on the same file.</summary>
    public async Task<IHostedService> StartAsync(
        Func<IReadOnlyList<Job>, CancellationToken, Task> step,
        int batch = 1,
        params CircuitBreaker[] on
    )
    {
        var loop = new WorkLoop<Job>(
            file.Open().Open(Job.Collection),
            new ScriptedWorker(step, batch),
            Signal,
            new FixedCircuits(on.Length > 0 ? on : [Circuit()]),
            Options,
            Time,
            NullLogger<WorkLoop<Job>>.Instance
        );
        loops.Add(loop);
        await loop.StartAsync(CancellationToken.None);
        return loop;
    }

    /// <summary>Stores a job that is due now, or as long before or after as told.</summary>
    public async Task<string> DueAsync(TimeSpan after = default, string connection = "acme", Action<Job>? change = null)
    {
        var job = new Job
        {
            Id = Guid.NewGuid().ToString("D"),
            Connection = connection,
            DueAt = Time.GetUtcNow() + after,
        };
        change?.Invoke(job);
        Assert.True(await Jobs.InsertAsync(job, CancellationToken.None));
        return job.Id;
    }

    public async Task<Job> FindAsync(string id) => (await Jobs.FindAsync(id, CancellationToken.None))!;

    /// <summary>Waits, while the clock stands still, until the stored job is as told.</summary>
    public async Task<Job> SeeAsync(string id, Func<Job, bool> condition)
    {
        await Wait.UntilAsync(async () => condition(await FindAsync(id)), "the job to change");
        return await FindAsync(id);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var loop in loops)
        {
            await loop.StopAsync(CancellationToken.None);
            loop.Dispose();
        }

        circuits.ForEach(circuit => circuit.Dispose());
        await file.DisposeAsync();
    }
}
