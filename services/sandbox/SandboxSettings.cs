namespace Crossdock.Sandbox;

/// <summary>A broken setting, in one line: its name, what is wrong, and what to set.</summary>
public sealed class SandboxSettingException : Exception
{
    /// <summary>Names the setting and says what is wrong with it.</summary>
    public SandboxSettingException(string setting, string wrong, string set)
        : base($"Sandbox:{setting} {wrong}; set {set}.") { }

    /// <inheritdoc />
    public SandboxSettingException() { }

    /// <inheritdoc />
    public SandboxSettingException(string message)
        : base(message) { }

    /// <inheritdoc />
    public SandboxSettingException(string message, Exception innerException)
        : base(message, innerException) { }
}

/// <summary>Checks settings before anything is started.</summary>
internal static class SandboxSettings
{
    /// <summary>Reads <c>--urls</c> and the section Sandbox; <c>Sandbox:Pace</c> may be the word quick or leisurely.</summary>
    public static SandboxOptions Read(IConfiguration settings)
    {
        var section = settings.GetSection("Sandbox");
        var options = new SandboxOptions { Urls = "http://127.0.0.1:5080", Logs = true };
        options.Pace = section["Pace"] switch
        {
            null or "" or "leisurely" => SandboxPace.Leisurely(),
            "quick" => SandboxPace.Quick(),
            { } other => throw new SandboxSettingException("Pace", $"is '{other}'", "quick or leisurely"),
        };
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException problem)
        {
            // The binder names the setting between quotes, after "at".
            var named = problem.Message.Split(" at 'Sandbox:").ElementAtOrDefault(1)?.Split('\'')[0];
            throw new SandboxSettingException(
                named ?? "settings",
                $"is '{section[named ?? ""]}', which cannot be read",
                "a value of the right kind"
            );
        }
        options.Urls = settings["urls"] ?? options.Urls;
        return options;
    }

    public static void Check(SandboxOptions options)
    {
        foreach (var url in options.Urls.Split(';', StringSplitOptions.TrimEntries))
        {
            if (
                !Uri.TryCreate(
                    url.Replace("//+", "//any", StringComparison.Ordinal)
                        .Replace("//*", "//any", StringComparison.Ordinal),
                    UriKind.Absolute,
                    out var uri
                ) || uri.Scheme is not "http"
            )
            {
                throw new SandboxSettingException(
                    "Urls",
                    $"is '{url}', which is no address",
                    "one like http://127.0.0.1:5080"
                );
            }
        }
        CheckFolder(options.Data);
        Positive("QuickBooksCommerce:RateLimit", options.QuickBooksCommerce.RateLimit);
        Positive("QuickBooksCommerce:RateWindowSeconds", options.QuickBooksCommerce.RateWindowSeconds);
        Positive("QuickBooksCommerce:TokenSeconds", options.QuickBooksCommerce.TokenSeconds);
        Positive("QuickBooksCommerce:WebhookRetrySeconds", options.QuickBooksCommerce.WebhookRetrySeconds);
        Positive("Bergen:TokenSeconds", options.Bergen.TokenSeconds);
        Positive("Bergen:BatchRows", options.Bergen.BatchRows);
        NotNegative("Pace:ImportMilliseconds", options.Pace.ImportMilliseconds);
        NotNegative("Pace:StageMilliseconds", options.Pace.StageMilliseconds);
        NotNegative("Pace:SecondParcelMilliseconds", options.Pace.SecondParcelMilliseconds);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.Bergen.TimeZone, out _))
        {
            throw new SandboxSettingException(
                "Bergen:TimeZone",
                $"is '{options.Bergen.TimeZone}', which this machine does not know",
                "an IANA name such as America/New_York"
            );
        }
    }

    private static void CheckFolder(string? folder)
    {
        if (folder is null)
        {
            return;
        }
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SandboxSettingException(
                "Data",
                $"cannot be used ({problem.Message})",
                "a folder that can be written"
            );
        }
    }

    private static void Positive(string setting, int value)
    {
        if (value < 1)
        {
            throw new SandboxSettingException(setting, $"is {value}", "a number of 1 or more");
        }
    }

    private static void NotNegative(string setting, int value)
    {
        if (value < 0)
        {
            throw new SandboxSettingException(setting, $"is {value}", "a number of 0 or more");
        }
    }
}
