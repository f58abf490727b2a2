using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.Bergen;

/// <summary>What people do with seeded orders and their tickets. Called inside a change.</summary>
internal interface ITicketScripts
{
    /// <summary>The warehouse has imported the ticket.</summary>
    void Imported(Ticket ticket, WarehouseSimulator simulator);

    /// <summary>The ticket is packed.</summary>
    /// <returns>True if it was shipped in another way than the usual one.</returns>
    bool Ship(Ticket ticket, WarehouseSimulator simulator);

    /// <summary>The client has canceled the ticket.</summary>
    void Canceled(Ticket ticket, WarehouseSimulator simulator);

    /// <summary>Goes on with a ticket that has shipped or is canceled.</summary>
    void Later(Ticket ticket, WarehouseSimulator simulator);

    /// <summary>Goes on with an order that a client has read.</summary>
    void Step(SeedEntry seed);
}
