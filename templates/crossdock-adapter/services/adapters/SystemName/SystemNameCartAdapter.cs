namespace Crossdock.Adapters.SystemName;

/// <summary>The settings of a connection; validation, masking, the docs and the set-up form come out of this declaration.</summary>
public sealed class SystemNameSettings : CartSettings
{
    [Setting("the root of the API, for example https://api.example.com/v1/")]
    public required Uri Address { get; init; }

    [Setting("the API key", Secret = true)]
    public required string Key { get; init; }

    /// <summary>With the slash at its end that relative addresses need.</summary>
    internal Uri Root => new(Address, Address.AbsolutePath.TrimEnd('/') + "/");
}

/// <summary>SystemName as a cart.</summary>
public sealed class SystemNameAdapter : CartAdapter<SystemNameSettings>
{
    public override string Kind => "SystemName";

    public override string Description => "SystemName, by its HTTP API.";

    protected override ICart Create(SystemNameSettings settings, AdapterContext context)
    {
        var http = context.CreateHttpClient(new SystemNameCall(settings.Timeout, context.Time));
        http.BaseAddress = settings.Root;
        http.DefaultRequestHeaders.Authorization = new("Bearer", settings.Key);
        return new SystemNameCart(http);
    }
}
