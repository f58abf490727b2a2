using Crossdock.Adapters.QuickBooksCommerce.Http;
using Crossdock.Adapters.QuickBooksCommerce.Wire;

namespace Crossdock.Adapters.QuickBooksCommerce;

/// <summary>The account that we are signed in to, and its primary location, which is asked for once.</summary>
internal sealed class Account(CommerceClient client)
{
    private long known;

    public async Task<AccountObject> ReadAsync(Work work, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync("accounts/current", work, cancellationToken);
        var account =
            answer.Body.Account
            ?? throw new ConnectionProblemException(
                ConnectionProblem.WrongAddress,
                "Something answers at this address, but not with an account: check Address"
            );
        Interlocked.Exchange(ref known, account.PrimaryLocationId ?? 0);
        return account;
    }

    public async Task<long> PrimaryLocationAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Read(ref known) is > 0 and var id)
        {
            return id;
        }

        return (await ReadAsync(Work.Routine, cancellationToken)).PrimaryLocationId
            ?? throw new ConnectionProblemException(
                ConnectionProblem.Refused,
                "The account names no primary location: set StockLocationId to the location whose stock Crossdock shall set"
            );
    }
}
