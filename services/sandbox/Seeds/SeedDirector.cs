using Crossdock.Sandbox.Bergen;
using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.Seeds;

/// <summary>Plays the script of each seeded order's kind, with the first ticket of the order.</summary>
internal sealed class SeedDirector : ITicketScripts
{
    private readonly SandboxDatabase database;
    private readonly StepQueue queue;
    private readonly TimeSpan reaction;
    private Dictionary<string, SeedEntry> byNumber = [];
    private Dictionary<int, SeedEntry> unread = [];

    public SeedDirector(SandboxDatabase database, StepQueue queue, SandboxPace pace)
    {
        (this.database, this.queue) = (database, queue);
        reaction = TimeSpan.FromMilliseconds(pace.ReactionMilliseconds);
        database.OrderShown = Read;
    }

    public void Imported(Ticket ticket, WarehouseSimulator simulator)
    {
        if (Find(ticket.CustomerPoNumber) is { Happened: false } seed)
        {
            (seed.Happened, seed.TicketId) = (true, ticket.Id);
            database.Seeds.Save(seed);
            Play(SeedScripts.Of(seed.Kind)?.WhenImported, seed, ticket, simulator);
        }
    }

    public bool Ship(Ticket ticket, WarehouseSimulator simulator) =>
        Play(ticket, simulator, script => script.WhenPacked);

    public void Canceled(Ticket ticket, WarehouseSimulator simulator)
    {
        if (Play(ticket, simulator, script => script.WhenCanceled))
        {
            queue.Schedule(ticket);
        }
    }

    public void Later(Ticket ticket, WarehouseSimulator simulator) => Play(ticket, simulator, script => script.Later);

    public void Step(SeedEntry seed)
    {
        (seed.NextStepAt, seed.Happened) = (null, true);
        database.Seeds.Save(seed);
        Play(SeedScripts.Of(seed.Kind)?.WhenRead, seed, ticket: null, simulator: null);
    }

    /// <summary>A client has read the order: what people then do with it is queued.</summary>
    private void Read(CartOrder order)
    {
        Index();
        // The index is made again where more orders were placed meanwhile: what is queued or has happened is not to happen twice.
        if (unread.Remove(order.Id, out var seed) && seed is { Happened: false, NextStepAt: null })
        {
            seed.NextStepAt = database.Now + reaction;
            queue.Schedule(seed);
        }
    }

    private bool Play(Ticket ticket, WarehouseSimulator simulator, Func<SeedScript, Action<SeedScene>?> part) =>
        Find(ticket.CustomerPoNumber) is { } seed
        && seed.TicketId == ticket.Id
        && SeedScripts.Of(seed.Kind) is { } script
        && Play(part(script), seed, ticket, simulator);

    private bool Play(Action<SeedScene>? part, SeedEntry seed, Ticket? ticket, WarehouseSimulator? simulator)
    {
        part?.Invoke(new SeedScene(database, simulator, seed, ticket, reaction));
        return part is not null;
    }

    private SeedEntry? Find(string number)
    {
        Index();
        return byNumber.GetValueOrDefault(number);
    }

    private void Index()
    {
        if (byNumber.Count != database.Seeds.Count)
        {
            byNumber = database.Seeds.All.ToDictionary(seed => seed.Number, StringComparer.Ordinal);
            unread = database
                .Seeds.All.Where(seed => !seed.Happened && SeedScripts.Of(seed.Kind)?.WhenRead is not null)
                .ToDictionary(seed => seed.OrderId);
        }
    }
}
