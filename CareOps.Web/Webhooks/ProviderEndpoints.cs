using System.Text;

using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;

using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

using NodaTime;

namespace CareOps.Web.Webhooks;

/// <summary>
/// Where providers tell what became of messages and hand over those they received. Nothing is written before the signature fits:
/// an unknown connection is 404, a wrong signature 403, a body that can't be read 400, one that is too large 413.
/// </summary>
internal static class ProviderEndpoints
{
    private const int MostOfAForm = 64 * 1024;
    private const int MostOfEvents = 1024 * 1024;

    // SendGrid hands over a mail with its attachments; 30 MB is the most it takes.
    private const int MostOfAMail = 30_000_000;

    public static void MapProviderWebhooks(this WebApplication app)
    {
        var group = app.MapGroup("/webhooks").RequireRateLimiting(RateLimits.Providers);
        group.MapPost("/twilio/{connection:guid}", TwilioAsync);
        group.MapPost("/sendgrid/{connection:guid}", SendGridAsync);
        group.MapPost("/resend/{connection:guid}", ResendAsync);
    }

    private static async Task TwilioAsync(HttpContext context)
    {
        if (await AccountAsync(context, ProviderKind.Twilio) is not { } account
            || await WebhookBody.ReadAsync(context, MostOfAForm) is not { } body)
        {
            return;
        }

        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body))
            .ToDictionary(static field => field.Key, static field => field.Value.ToString(), StringComparer.Ordinal);
        var url = context.RequestServices.GetRequiredService<PublicAddress>().Webhook("twilio", account.Connection.Id)
            + context.Request.QueryString.Value;
        if (!Signatures.IsTwilios(account.Secret ?? string.Empty, context.Request.Headers["X-Twilio-Signature"], url, form))
        {
            WebhookBody.Refuse(context, StatusCodes.Status403Forbidden);
            return;
        }

        if (form.GetValueOrDefault("AccountSid") != account.Connection.UserName)
        {
            WebhookBody.Refuse(context, StatusCodes.Status403Forbidden);
        }
        else if (TwilioCallback.NewsIn(form, context.Request.Query["delivery"]) is { } news)
        {
            await RecordAsync(context, account, news);
        }
        else if (TwilioCallback.SmsIn(form) is { } sms)
        {
            var answer = await Inbound(context).ReceiveAsync(account.Connection, sms, context.RequestAborted);
            context.Response.ContentType = "text/xml; charset=utf-8";
            await context.Response.WriteAsync(TwilioCallback.Answer(answer), context.RequestAborted);
        }
        else
        {
            WebhookBody.Refuse(context, StatusCodes.Status400BadRequest);
        }
    }

    private static async Task SendGridAsync(HttpContext context)
    {
        var isMail = context.Request.HasFormContentType;
        var signature = context.Request.Headers["X-Twilio-Email-Event-Webhook-Signature"].ToString();
        var timestamp = context.Request.Headers["X-Twilio-Email-Event-Webhook-Timestamp"].ToString();
        if (await AccountAsync(context, ProviderKind.SendGrid) is not { } account)
        {
            return;
        }

        // Looked at before a large body is read.
        if ((isMail ? account.InboundKey : account.SigningKey) is not { } key || signature.Length == 0 || timestamp.Length == 0)
        {
            WebhookBody.Refuse(context, StatusCodes.Status403Forbidden);
            return;
        }

        if (await WebhookBody.ReadAsync(context, isMail ? MostOfAMail : MostOfEvents) is not { } body)
        {
            return;
        }

        if (!Signatures.IsSendGrids(key, signature, timestamp, body))
        {
            WebhookBody.Refuse(context, StatusCodes.Status403Forbidden);
        }
        else if (isMail)
        {
            await ReceiveAsync(context, account, await SendGridCallback.MailInAsync(context.Request.ContentType!, body, context.RequestAborted));
        }
        else
        {
            await RecordAsync(context, account, SendGridCallback.NewsIn(body));
        }
    }

    private static async Task ResendAsync(HttpContext context)
    {
        if (await AccountAsync(context, ProviderKind.Resend) is not { } account
            || await WebhookBody.ReadAsync(context, MostOfEvents) is not { } body)
        {
            return;
        }

        var headers = new SvixHeaders(
            context.Request.Headers["svix-id"], context.Request.Headers["svix-timestamp"], context.Request.Headers["svix-signature"]);
        var now = context.RequestServices.GetRequiredService<IClock>().GetCurrentInstant();
        if (account.SigningKey is not { } key || !Signatures.IsResends(key, headers, body, now))
        {
            WebhookBody.Refuse(context, StatusCodes.Status403Forbidden);
            return;
        }

        if (ResendCallback.MailIn(body) is { } emailId)
        {
            var mail = await context.RequestServices.GetRequiredService<ResendInbox>().FetchAsync(account, emailId, context.RequestAborted);
            if (mail is null)
            {
                // Resend tries again later.
                WebhookBody.Refuse(context, StatusCodes.Status503ServiceUnavailable);
                return;
            }

            await ReceiveAsync(context, account, mail);
            return;
        }

        await RecordAsync(context, account, ResendCallback.NewsIn(body, headers.Id!));
    }

    private static async Task<WebhookAccount?> AccountAsync(HttpContext context, ProviderKind kind)
    {
        // A program asks here: it gets a status, not a page.
        context.Features.Get<IStatusCodePagesFeature>()!.Enabled = false;
        var id = Guid.Parse((string)context.Request.RouteValues["connection"]!);
        var account = await context.RequestServices.GetRequiredService<WebhookAccounts>().FindAsync(id, kind, context.RequestAborted);
        if (account is null)
        {
            WebhookBody.Refuse(context, StatusCodes.Status404NotFound);
        }

        return account;
    }

    private static InboundMessages Inbound(HttpContext context) => context.RequestServices.GetRequiredService<InboundMessages>();

    private static async Task ReceiveAsync(HttpContext context, WebhookAccount account, InboundMail? mail)
    {
        if (mail is null)
        {
            WebhookBody.Refuse(context, StatusCodes.Status400BadRequest);
        }
        else if (!(await Inbound(context).ReceiveAsync(account.Connection, mail, context.RequestAborted)).Succeeded)
        {
            // The disk is full: the provider tries again later.
            WebhookBody.Refuse(context, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task RecordAsync(HttpContext context, WebhookAccount account, IReadOnlyList<DeliveryNews>? news)
    {
        if (news is null)
        {
            WebhookBody.Refuse(context, StatusCodes.Status400BadRequest);
            return;
        }

        await context.RequestServices.GetRequiredService<DeliveryCallbacks>().RecordAsync(account.Connection, news, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
