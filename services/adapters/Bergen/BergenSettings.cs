namespace Crossdock.Adapters.Bergen;

/// <summary>The settings of one Bergen connection, checked. A class and not a record: it must never print itself.</summary>
internal sealed class BergenSettings
{
    public required string Connection { get; init; }

    /// <summary>Of the service, for example <c>https://sync.rex11.com/ws/v3prod/publicapiws.asmx</c>.</summary>
    public required Uri Address { get; init; }

    /// <summary>The merchant's own, for example <c>www.acmecorp.atworkweb.com</c>.</summary>
    public required string AccountWebAddress { get; init; }
    public required string ApiUsername { get; init; }
    public required string ApiPassword { get; init; }

    /// <summary>For one question and its whole answer.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The clock that the service's dates are in.</summary>
    public required TimeZoneInfo Zone { get; init; }
    public required TicketSettings Ticket { get; init; }

    /// <exception cref="SettingException">A setting is missing or broken.</exception>
    public static BergenSettings Read(ConnectionSettings settings) =>
        new()
        {
            Connection = settings.Name,
            Address = settings.RequireAddress(
                "Address",
                "set the address of the web service that Bergen gave you, for example https://sync.rex11.com/ws/v3prod/publicapiws.asmx"
            ),
            AccountWebAddress = WithoutScheme(
                RequireText(
                    settings,
                    "AccountWebAddress",
                    "set the web address of your Bergen account, for example www.acmecorp.atworkweb.com"
                )
            ),
            ApiUsername = RequireText(settings, "ApiUsername", "set the API user name that Bergen gave you"),
            ApiPassword = RequireText(settings, "ApiPassword", "set the API password that Bergen gave you"),
            Timeout = settings.FindTime("Timeout", TimeSpan.FromSeconds(30)),
            Zone = ReadZone(settings),
            Ticket = TicketSettings.Read(settings),
        };

    private static string RequireText(ConnectionSettings settings, string key, string toDo) =>
        settings.Require(key, toDo) is var text && FieldText.FitsXml(text)
            ? text
            : throw settings.Broken(key, "holds a character that cannot be sent", toDo);

    /// <summary>The service wants the bare host; people paste what the browser shows.</summary>
    private static string WithoutScheme(string address) =>
        (address.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? address[(at + 3)..] : address).TrimEnd(
            '/'
        );

    private static TimeZoneInfo ReadZone(ConnectionSettings settings)
    {
        var id = settings.Find("TimeZone") ?? "America/New_York";
        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            ? zone
            : throw settings.Broken(
                "TimeZone",
                $"is \"{id}\", which is no known time zone",
                "set the one of Bergen's clock by its IANA name, for example America/New_York"
            );
    }
}
