using System.Reflection;
using Crossdock.Adapters;

namespace Crossdock.Platform.Settings;

/// <summary>What holds for every time and number in the options of a service: a loop without a pause, or a limit of none, is a slip.</summary>
public static class SettingLimits
{
    /// <summary>Timers take no longer ones.</summary>
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(49);

    /// <exception cref="SettingException">A duration is not positive or too long, or a number is less than one.</exception>
    public static T Checked<T>(T options, string section)
    {
        foreach (var option in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var value = option.GetValue(options);
            if (value is TimeSpan time && (time <= TimeSpan.Zero || time > LongestTime))
            {
                throw new SettingException(
                    $"{section}:{option.Name}",
                    $"is {time}",
                    $"set a positive duration of at most {LongestTime.Days} days"
                );
            }

            if (value is int and < 1)
            {
                throw new SettingException($"{section}:{option.Name}", $"is {value}", "set a whole number from 1");
            }
        }

        return options;
    }
}
