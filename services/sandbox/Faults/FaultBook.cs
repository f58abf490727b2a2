namespace Crossdock.Sandbox.Faults;

/// <summary>The rules in force; kept in memory, so a restart ends them.</summary>
internal sealed class FaultBook
{
    private readonly Lock _gate = new();
    private readonly List<ActiveFault> _faults = [];

    public void Add(params IEnumerable<FaultRule> rules)
    {
        lock (_gate)
        {
            _faults.AddRange(rules.Select(rule => new ActiveFault(rule)));
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
        }
    }

    public IReadOnlyList<(FaultRule Rule, int Hits)> All
    {
        get
        {
            lock (_gate)
            {
                return _faults.ConvertAll(fault => (fault.Rule, fault.Hits));
            }
        }
    }

    /// <summary>The rule that strikes this call, if any.</summary>
    public FaultRule? ForCall(string operation)
    {
        lock (_gate)
        {
            return _faults.Find(fault => !FaultKinds.OfImport(fault.Rule.Fault) && fault.Strikes(operation))?.Rule;
        }
    }

    /// <summary>The rule that strikes the import of a ticket with these products, if any.</summary>
    public FaultRule? ForImport(IReadOnlyCollection<string> upcs)
    {
        lock (_gate)
        {
            return _faults
                .Find(fault =>
                    FaultKinds.OfImport(fault.Rule.Fault)
                    && (fault.Rule.Upc is null || upcs.Contains(fault.Rule.Upc))
                    && fault.Strikes("bergen PickTicketAdd")
                )
                ?.Rule;
        }
    }
}
