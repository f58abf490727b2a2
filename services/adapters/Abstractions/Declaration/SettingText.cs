using System.Globalization;

namespace Crossdock.Adapters.Declaration;

/// <summary>The values of settings as they are written in configuration.</summary>
internal static class SettingText
{
    private const int MaxShown = 100;

    /// <summary>The longest time that a timer takes in milliseconds.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromDays(24);

    public static bool CanParse(Type type) =>
        type.IsEnum
        || type == typeof(string)
        || type == typeof(IReadOnlyList<string>)
        || type == typeof(Uri)
        || type == typeof(bool)
        || type == typeof(TimeSpan)
        || type == typeof(DateTimeOffset)
        || IsNumber(type);

    public static bool IsNumber(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(decimal);

    /// <returns>The value; or what is wrong with the text, and what to do (null: what the description says).</returns>
    public static (object? Value, string? Wrong, string? ToDo) Parse(Type type, string text, double? min, double? max)
    {
        var wrong = $"is \"{Shown(text)}\"";
        if (type == typeof(string))
        {
            return (text, null, null);
        }

        if (type == typeof(IReadOnlyList<string>))
        {
            return (
                text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                null,
                null
            );
        }

        if (type == typeof(Uri))
        {
            return Address(text);
        }

        if (type == typeof(bool))
        {
            return bool.TryParse(text, out var flag) ? (flag, null, null) : (null, wrong, "set true or false");
        }

        if (type == typeof(TimeSpan))
        {
            return
                TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time)
                && time > TimeSpan.Zero
                && time <= MaxTime
                ? (time, null, null)
                : (
                    null,
                    wrong,
                    $"set a positive duration of at most {MaxTime.Days} days, as hh:mm:ss, for example 00:01:00"
                );
        }

        if (type == typeof(DateTimeOffset))
        {
            return DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var moment
            )
                ? (moment, null, null)
                : (null, wrong, "set a date, for example 2026-01-31");
        }

        if (type.IsEnum)
        {
            // Enum.Parse would also accept a number.
            return
                Enum.GetNames(type).FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
                ? (Enum.Parse(type, name), null, null)
                : (null, wrong, $"set one of {string.Join(", ", Enum.GetNames(type))}");
        }

        var (whole, least, most) = (type == typeof(decimal) ? "" : "whole ", min ?? 0, max ?? int.MaxValue);
        var style = NumberStyles.AllowLeadingSign | (whole == "" ? NumberStyles.AllowDecimalPoint : NumberStyles.None);
        return
            decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number)
            && number >= (decimal)least
            && number <= (decimal)most
            ? (Convert.ChangeType(number, type, CultureInfo.InvariantCulture), null, null)
            : (null, wrong, $"set a {whole}number from {Format(least)} to {Format(most)}");
    }

    /// <summary>Null for null.</summary>
    public static string? Format(object? value) =>
        value switch
        {
            IReadOnlyList<string> words => string.Join(", ", words),
            Uri address => address.OriginalString,
            TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value?.ToString(),
        };

    private static (object? Value, string? Wrong, string? ToDo) Address(string text) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var address)
        || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            ? (null, "is not an http(s) address", null)
        // An address is displayed and logged: it must contain no secret.
        : address.UserInfo.Length > 0
            ? (null, "holds a user or password", "leave them out of the address and use the settings for them")
        : address.Query.Length > 0 ? (null, "holds a query", "leave out what begins with the question mark")
        : (address, null, null);

    private static string Shown(string text) => new([.. text.Take(MaxShown).Select(c => char.IsControl(c) ? ' ' : c)]);
}
