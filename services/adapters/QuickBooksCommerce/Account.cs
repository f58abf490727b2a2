using Crossdock.Adapters.QuickBooksCommerce.Http;
using Crossdock.Adapters.QuickBooksCommerce.Wire;

namespace Crossdock.Adapters.QuickBooksCommerce;

/// <summary>The account behind the token, and its primary location, which is read once.</summary>
internal sealed class Account(ICommerceApi api)
{
    private long known;

    public async Task<AccountObject> ReadAsync(Work work, CancellationToken cancellationToken)
    {
        var answer = await api.GetAccountAsync(work, cancellationToken).ReadAsync();
        var account =
            answer.Body.Account
            ?? throw new ConnectionProblemException(
                ConnectionProblem.WrongAddress,
                "The server at this address did not return an account: check Address"
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
                "The account names no primary location: set StockLocationId to the location whose stock Crossdock sets"
            );
    }
}
