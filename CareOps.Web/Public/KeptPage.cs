using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Public;

/// <summary>A page as it was drawn, with blanks for what is one visitor's alone.</summary>
internal sealed class KeptPage
{
    private const string Html = "text/html; charset=utf-8";

    // A blank follows each part but the last.
    private readonly List<byte[]> _parts = [];
    private readonly List<Blank> _blanks = [];

    public KeptPage(string drawn)
    {
        var start = 0;
        for (var place = 0; place < drawn.Length; place++)
        {
            if (BlankMark.IsMark(drawn[place]))
            {
                _parts.Add(Encoding.UTF8.GetBytes(drawn[start..place]));
                _blanks.Add(BlankMark.BlankAt(drawn[place]));
                start = place + 1;
            }
        }

        _parts.Add(Encoding.UTF8.GetBytes(drawn[start..]));
    }

    /// <summary>Answers with the page, filled in.</summary>
    public void WriteTo(HttpResponse response, Func<Blank, string> fill)
    {
        // All of them before the first byte: one of them sets a cookie.
        var filled = _blanks.ConvertAll(blank => Encoding.UTF8.GetBytes(HtmlEncoder.Default.Encode(fill(blank))));
        response.ContentType = Html;
        response.ContentLength = _parts.Sum(static part => part.Length) + filled.Sum(static part => part.Length);
        for (var place = 0; place < _parts.Count; place++)
        {
            response.BodyWriter.Write(_parts[place]);
            if (place < filled.Count)
            {
                response.BodyWriter.Write(filled[place]);
            }
        }
    }

    /// <summary>Answers with a page that was kept.</summary>
    internal sealed class Again(KeptPage page, PublicPage model) : ActionResult
    {
        public override void ExecuteResult(ActionContext context) => page.WriteTo(context.HttpContext.Response, model.Fill);
    }

    /// <summary>Draws the page with blanks, keeps it and answers with it, filled in.</summary>
    internal sealed class Drawing(PublicPage model, Action<KeptPage> keep) : PageResult
    {
        public override async Task ExecuteResultAsync(ActionContext context)
        {
            var response = context.HttpContext.Response;
            var visitor = response.Body;
            using var drawn = new MemoryStream();
            response.Body = drawn;
            try
            {
                await base.ExecuteResultAsync(context);
            }
            finally
            {
                response.Body = visitor;
            }

            var page = new KeptPage(Encoding.UTF8.GetString(drawn.GetBuffer(), 0, (int)drawn.Length));
            keep(page);
            page.WriteTo(response, model.Fill);
        }
    }
}
