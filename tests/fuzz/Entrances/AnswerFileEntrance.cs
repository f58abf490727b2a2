using Crossdock.Adapters;
using Crossdock.Adapters.FileDrop;
using Crossdock.Contracts;
using Crossdock.Platform.Tests.Samples;
using Crossdock.TestSupport;

namespace Crossdock.Fuzz.Entrances;

/// <summary>What people answer in a folder that is a warehouse: shipments, refusals, stock; and our own order file, which they may have changed.</summary>
internal sealed class AnswerFileEntrance : Entrance
{
    private const string Number = "XD-1042";
    private readonly TemporaryFolder folder = new();
    private readonly List<(string Name, string Text)> corpus =
    [
        (
            $"{Number}.shipment-1.json",
            """{"trackingNumber":"1Z1","carrier":"UPS","service":"Ground","weightPounds":1.5,"items":[{"itemCode":"0001","quantity":2}]}"""
        ),
        ($"{Number}.refused.txt", "We have no such item."),
        ("stock.csv", "itemCode,onHand,warehouse\n0001,5,NJ\n0002,\"1,000\",NJ\n0003,-1,\n"),
    ];

    public override string Name => "answer-files";

    public override async Task StartAsync()
    {
        var delivery = (DeliverOrder)FilledValue.Of(typeof(DeliverOrder)) with { Reference = Number };
        await Warehouse().SubmitAsync(delivery, default);
        corpus.Add(($"{Number}.order.json", await File.ReadAllTextAsync(folder.Of($"{Number}.order.json"))));
    }

    public override async Task<Outcome> TryAsync(Random random)
    {
        var (name, text) = corpus[random.Next(corpus.Count)];
        var input = Mutator.ToBytes(Mutator.Mutate(text, random), random);
        await File.WriteAllBytesAsync(folder.Of(name), input);
        var (warehouse, accepted) = (Warehouse(), false);
        try
        {
            await warehouse.FindAsync(Number, default);
            await foreach (var page in warehouse.ProgressSinceAsync(default, default))
            {
                accepted |= page.Count > 0;
            }

            accepted |= (await warehouse.ParcelsAsync(Number, default)).Count > 0;
            await foreach (var page in warehouse.InventorySinceAsync(null, default))
            {
                accepted |= page.Count > 0;
                if (page.SelectMany(reading => NullPlaces.In(reading)).FirstOrDefault() is { } place)
                {
                    throw new FuzzException($"A null at {place} of {name}");
                }
            }
        }
        catch (Exception e) when (Connections.IsDeclared(e)) { }
        finally
        {
            File.Delete(folder.Of(name));
            await File.WriteAllTextAsync(folder.Of(corpus[^1].Name), corpus[^1].Text);
        }

        return new(accepted, input.Length);
    }

    public override ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private IWarehouse Warehouse() => Connections.To(new FileDropWarehouseAdapter(), null!, ("Folder", folder.Path));
}
