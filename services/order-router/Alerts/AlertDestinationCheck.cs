using System.Reflection;
using Crossdock.Adapters;
using Crossdock.Contracts;
using MimeKit;

namespace Crossdock.OrderRouter.Alerts;

/// <summary>Checks a destination when the service starts: a mistake would show only when something is wrong.</summary>
internal static class AlertDestinationCheck
{
    private const int MinSecret = 16;

    private static readonly List<string> AllKinds =
    [
        .. typeof(ExceptionKind)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal),
    ];

    /// <exception cref="SettingException">Something is missing or invalid.</exception>
    public static void Run(string section, AlertDestination destination)
    {
        foreach (var kind in destination.Kinds.Concat(destination.AtOnce))
        {
            Demand(
                AllKinds.Contains(kind),
                section,
                "Kinds",
                $"has the unknown kind {kind}",
                $"use {string.Join(", ", AllKinds)}"
            );
        }

        switch (destination.Kind)
        {
            case AlertKind.Email:
                CheckEmail(section, destination);
                break;
            case AlertKind.Slack or AlertKind.Teams:
                CheckAddress(section, destination.Address);
                break;
            case AlertKind.Webhook:
                CheckAddress(section, destination.Address);
                Demand(
                    destination.Secret?.Length >= MinSecret,
                    section,
                    nameof(destination.Secret),
                    "is missing or too short",
                    $"set at least {MinSecret} random characters; the receiver checks the signature with them"
                );
                break;
            default:
                throw new SettingException(
                    $"{section}:Kind",
                    "is missing",
                    $"set {string.Join(", ", Enum.GetNames<AlertKind>())}"
                );
        }
    }

    private static void CheckEmail(string section, AlertDestination destination)
    {
        Demand(
            !string.IsNullOrWhiteSpace(destination.Host),
            section,
            nameof(destination.Host),
            "is missing",
            "set the name of the mail server"
        );
        Demand(
            destination.Port <= ushort.MaxValue,
            section,
            nameof(destination.Port),
            $"is {destination.Port}",
            "set a port from 1 to 65535"
        );
        Demand(
            MailboxAddress.TryParse(destination.From ?? "", out _),
            section,
            nameof(destination.From),
            "is missing or is no e-mail address",
            "set the address that alerts come from"
        );
        Demand(
            destination.To.Count > 0 && destination.To.TrueForAll(to => MailboxAddress.TryParse(to, out _)),
            section,
            $"{nameof(destination.To)}:0",
            "is missing or is no e-mail address",
            "set at least one address"
        );
        Demand(
            destination.UserName is null == destination.Password is null,
            section,
            nameof(destination.Password),
            "or UserName is missing",
            "set both, or neither"
        );
    }

    private static void CheckAddress(string section, Uri? address) =>
        Demand(
            address is { IsAbsoluteUri: true, Scheme: "https" or "http" },
            section,
            nameof(AlertDestination.Address),
            "is missing or is no address",
            "set the whole address of the webhook, with https://"
        );

    private static void Demand(bool isRight, string section, string setting, string wrong, string toDo)
    {
        if (!isRight)
        {
            throw new SettingException($"{section}:{setting}", wrong, toDo);
        }
    }
}
