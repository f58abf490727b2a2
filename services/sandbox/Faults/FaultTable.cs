namespace Crossdock.Sandbox.Faults;

/// <summary>The faults in force. They are kept in memory, so a restart ends them.</summary>
internal sealed class FaultTable
{
    private readonly Lock access = new();
    private readonly List<ActiveFault> faults = [];

    public void Add(params IEnumerable<FaultRule> rules)
    {
        lock (access)
        {
            faults.AddRange(rules.Select(rule => new ActiveFault(rule)));
        }
    }

    public void Clear()
    {
        lock (access)
        {
            faults.Clear();
        }
    }

    public IReadOnlyList<(FaultRule Rule, int Hits)> All
    {
        get
        {
            lock (access)
            {
                return faults.ConvertAll(fault => (fault.Rule, fault.Hits));
            }
        }
    }

    /// <summary>The rule that applies to this call, if any.</summary>
    public FaultRule? ForCall(string operation) => First(rule => !FaultKinds.OfImport(rule.Fault), operation);

    /// <summary>The rule that applies to the import of a ticket with these products, if any.</summary>
    public FaultRule? ForImport(IReadOnlyCollection<string> upcs) =>
        First(
            rule => FaultKinds.OfImport(rule.Fault) && (rule.Upc is null || upcs.Contains(rule.Upc)),
            "bergen PickTicketAdd"
        );

    private FaultRule? First(Func<FaultRule, bool> applies, string operation)
    {
        lock (access)
        {
            return faults.Find(fault => applies(fault.Rule) && fault.Applies(operation))?.Rule;
        }
    }
}
