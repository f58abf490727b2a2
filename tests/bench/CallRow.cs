namespace Crossdock.Bench;

/// <summary>What one kind of work cost.</summary>
/// <param name="Description">The work.</param>
/// <param name="Units">How many orders, shipments or levels it was.</param>
/// <param name="Calls">As the sandbox counted them.</param>
/// <param name="Floor">The fewest that the API's paging allows.</param>
/// <param name="Target">The most that is good enough.</param>
public sealed record CallRow(string Description, int Units, int Calls, int Floor, int Target)
{
    /// <summary>Calls that the service allows in one window of five minutes.</summary>
    private const int Window = 300;

    public bool IsMet => Calls <= Target;

    public double Ratio => (double)Calls / Floor;

    /// <summary>How many units the calls of one window are enough for.</summary>
    public int PerWindow => Units * Window / Calls;
}
