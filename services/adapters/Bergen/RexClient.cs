using System.Xml.Linq;

namespace Crossdock.Adapters.Bergen;

/// <summary>Asks the service as somebody: signs in, and once more where the token has gone stale.</summary>
internal sealed class RexClient(SoapTransport transport, BergenSettings settings)
{
    private readonly Lock exclusive = new();

    // Kept in this process only: a token is had for the asking, so it need not lie in a store.
    private Task<string>? token;

    /// <summary>The result of the operation. Its notifications may still complain of the thing asked for.</summary>
    public async Task<XElement> AskAsync(
        RexOperation operation,
        CancellationToken cancellationToken,
        params XElement[] arguments
    )
    {
        var held = Token(stale: null);
        try
        {
            return await AskAsync(operation, held, arguments, cancellationToken);
        }
        catch (ConnectionProblemException e)
            when (e.Problem == ConnectionProblem.Credentials && held.IsCompletedSuccessfully)
        {
            // Refused for its token, it was not done: to ask again is safe, also with a write.
            return await AskAsync(operation, Token(stale: held), arguments, cancellationToken);
        }
        catch (ConnectionProblemException)
        {
            Forget();
            throw;
        }
    }

    /// <summary>A result that complains of nothing, unless of there being nothing.</summary>
    public async Task<XElement> ReadAsync(
        RexOperation operation,
        CancellationToken cancellationToken,
        params XElement[] arguments
    )
    {
        var result = await AskAsync(operation, cancellationToken, arguments);
        List<Notification> complaints =
        [
            .. Notification.Read(result).Where(one => one is { Failed: true, SaysNotThere: false }),
        ];
        if (complaints.Count == 0)
        {
            return result;
        }

        Forget();
        throw new ConnectionProblemException(ConnectionProblem.Refused, NotificationSentences.Of(complaints));
    }

    /// <summary>Gets a token now, whatever is held.</summary>
    public Task SignInAsync(CancellationToken cancellationToken)
    {
        lock (exclusive)
        {
            token = FetchTokenAsync();
            return token.WaitAsync(cancellationToken);
        }
    }

    private async Task<XElement> AskAsync(
        RexOperation operation,
        Task<string> held,
        XElement[] arguments,
        CancellationToken cancellationToken
    )
    {
        var value = await held.WaitAsync(cancellationToken);
        var result =
            await transport.AskAsync(
                operation,
                [SoapEnvelope.Argument(operation.TokenElement, value), .. arguments],
                cancellationToken
            ) ?? throw AnswerProblems.Lost(operation, "answered without a result");
        return Notification.RefusalOfSignIn(Notification.Read(result)) is { } refusal
            ? throw AnswerProblems.NotAccepted(NotificationSentences.Shorten(refusal.Message))
            : result;
    }

    /// <summary>The token that all share. A new one is fetched where there is none, the last try failed, or it is the stale one.</summary>
    private Task<string> Token(Task<string>? stale)
    {
        lock (exclusive)
        {
            if (token is null || token.IsFaulted || token.IsCanceled || token == stale)
            {
                token = FetchTokenAsync();
            }

            return token;
        }
    }

    /// <summary>How the service words a stale token is not known [?]: should this have been one, the next question brings a new one.</summary>
    private void Forget()
    {
        lock (exclusive)
        {
            token = null;
        }
    }

    /// <summary>Not to be cancelled by the one who happened to come first: others wait for it too, and its time is limited.</summary>
    private async Task<string> FetchTokenAsync()
    {
        var result = await transport.AskAsync(
            RexOperation.SignIn,
            [
                SoapEnvelope.Argument("WebAddress", settings.AccountWebAddress),
                SoapEnvelope.Argument("UserName", settings.ApiUsername),
                SoapEnvelope.Argument("Password", settings.ApiPassword),
            ],
            CancellationToken.None
        );
        // Wrong credentials are answered with an empty token and no further word.
        return result?.Value.Trim() is { Length: > 0 } value
            ? value
            : throw AnswerProblems.NotAccepted("no token was given");
    }
}
