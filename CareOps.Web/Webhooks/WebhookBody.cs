namespace CareOps.Web.Webhooks;

/// <summary>Reads a callback's body as it came, up to a limit.</summary>
internal static class WebhookBody
{
    private const int Piece = 16 * 1024;

    /// <returns>Null where it was refused.</returns>
    public static async Task<byte[]?> ReadAsync(HttpContext context, int most)
    {
        if (context.Request.ContentLength > most)
        {
            Refuse(context, StatusCodes.Status413PayloadTooLarge);
            return null;
        }

        try
        {
            using var body = new MemoryStream();
            var piece = new byte[Piece];
            while (await context.Request.Body.ReadAsync(piece, context.RequestAborted) is var read and > 0)
            {
                if (body.Length + read > most)
                {
                    Refuse(context, StatusCodes.Status413PayloadTooLarge);
                    return null;
                }

                await body.WriteAsync(piece.AsMemory(0, read), context.RequestAborted);
            }

            return body.ToArray();
        }
        catch (BadHttpRequestException exception)
        {
            Refuse(context, exception.StatusCode);
            return null;
        }
    }

    public static void Refuse(HttpContext context, int status) => context.Response.StatusCode = status;
}
