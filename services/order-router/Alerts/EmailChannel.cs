using System.Security.Cryptography;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Crossdock.OrderRouter.Alerts;

/// <summary>Sends alerts by SMTP, each over a connection of its own: they are few.</summary>
internal sealed class EmailChannel(AlertDestination destination) : IAlertChannel
{
    public async Task SendAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        using var mail = MailOf(message);
        // A list of revoked certificates is often out of reach of a server, and its lack would keep every alert back.
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        await client.ConnectAsync(
            destination.Host!,
            destination.Port,
            destination.Security switch
            {
                MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                MailSecurity.StartTls => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.None,
            },
            cancellationToken
        );
        if (destination.UserName is { } user)
        {
            await client.AuthenticateAsync(user, destination.Password!, cancellationToken);
        }

        await client.SendAsync(mail, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    private MimeMessage MailOf(AlertMessage message)
    {
        var mail = new MimeMessage { Subject = $"[Crossdock] {message.Title}", Date = message.At };
        mail.From.Add(MailboxAddress.Parse(destination.From!));
        mail.To.AddRange(destination.To.Select(MailboxAddress.Parse));
        // The same for the same message: a mailbox shows one that comes twice once.
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.Id)).AsSpan(0, 16));
        mail.MessageId = $"{id}@crossdock.invalid";
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Body = new TextPart("plain") { Text = message.Text };
        return mail;
    }
}
