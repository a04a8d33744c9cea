using CareOps.Core.Files;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;

namespace CareOps.Web.Public;

/// <summary>The files of one post, each kept or refused for itself.</summary>
/// <param name="Problems">What was refused, in one sentence or more beside its question.</param>
/// <param name="Unplaced">What came for a question that is gone, or after the form was sent.</param>
public sealed record TakenFiles(IReadOnlyList<Error> Problems, IReadOnlyList<(string Label, string Text)> Unplaced);

/// <summary>Brings the files of a form's post into the form, and takes out those that were ticked.</summary>
public sealed class PostedFiles(AddFormFileHandler adding, RemoveFormFileHandler removing)
{
    /// <summary>Before the question's key: its files.</summary>
    public const string Prefix = "f-";

    /// <summary>Before a file's id: it is to be taken out.</summary>
    public const string OutPrefix = "r-";

    /// <summary>The code of what is the server's own trouble.</summary>
    public const string Passing = "file.later";

    public async Task<Result<AddedFormFile>> AddAsync(
        Caller.LinkHolder holder, int version, Guid question, IFormFile file, CancellationToken cancellationToken)
    {
        if (file.Length > FileStore.MostBytes)
        {
            return FileErrors.TooLarge;
        }

        await using var content = file.OpenReadStream();
        return await adding.HandleAsync(holder, new AddFormFile(version, question, file.FileName, content), cancellationToken);
    }

    public Task<Result<Done>> RemoveAsync(Caller.LinkHolder holder, Guid file, CancellationToken cancellationToken) =>
        removing.HandleAsync(holder, new RemoveFormFile(file), cancellationToken);

    public async Task<TakenFiles> TakeAsync(
        Caller.LinkHolder holder, int version, FormVersion shown, IFormCollection form, CancellationToken cancellationToken)
    {
        // These first: what is added may need their place.
        foreach (var name in form.Keys.Where(static name => name.StartsWith(OutPrefix, StringComparison.Ordinal)))
        {
            if (Guid.TryParseExact(name[OutPrefix.Length..], "N", out var file))
            {
                await RemoveAsync(holder, file, cancellationToken);
            }
        }

        var (problems, unplaced) = (new Dictionary<Guid, Error>(), new List<(string, string)>());
        foreach (var file in form.Files.Where(static file => file.Name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            if (!Guid.TryParseExact(file.Name[Prefix.Length..], "N", out var question))
            {
                continue;
            }

            var added = await AddAsync(holder, version, question, file, cancellationToken);
            if (added.Succeeded)
            {
                continue;
            }

            var name = FileNames.Clean(file.FileName);
            if (added.Error.Kind == ErrorKind.Gone || added.Error == FormErrors.AlreadySent || added.Error == FormErrors.QuestionGone)
            {
                unplaced.Add((shown.Questions.FirstOrDefault(each => each.Id == question)?.Label ?? "File", name));
            }
            else
            {
                problems[question] = Beside(question, name, added.Error, problems.GetValueOrDefault(question));
            }
        }

        return new TakenFiles([.. problems.Values], unplaced);
    }

    private static Error Beside(Guid question, string name, Error error, Error? before)
    {
        var sentence = $"{name} was not added. {error.Message}";
        return new Error(
            FileErrors.IsPassing(error) ? Passing : error.Code,
            before is null ? sentence : $"{before.Message} {sentence}",
            ErrorKind.Invalid,
            FormContent.FieldOf(question));
    }
}
