using CareOps.Core.Data;
using CareOps.Core.Foundation;

namespace CareOps.Web.Components.Settings;

/// <summary>How far a form is: touched, being saved, saved, refused. What was typed stays whatever comes of it.</summary>
public sealed class FormState
{
    private IReadOnlyList<Error> _errors = [];

    /// <summary>Something was typed that is not saved: live updates leave the form alone.</summary>
    public bool IsDirty { get; private set; }

    public bool IsSaving { get; private set; }

    public bool IsSaved { get; private set; }

    /// <summary>What is wrong with the form as a whole.</summary>
    public string? General => Of(null);

    public int FieldErrors => _errors.Count(static error => error.Field is not null);

    /// <summary>What is wrong with a field, or null.</summary>
    public string? Of(string? field) => _errors.FirstOrDefault(error => error.Field == field)?.Message;

    public void Touch()
    {
        IsDirty = true;
        IsSaved = false;
    }

    public void Reset()
    {
        IsDirty = false;
        IsSaved = false;
        _errors = [];
    }

    /// <summary>Saves once at a time; a second press meanwhile is ignored.</summary>
    /// <returns>Whether it was saved.</returns>
    public async Task<bool> SaveAsync<T>(Func<Task<Result<T>>> save)
    {
        if (IsSaving)
        {
            return false;
        }

        (IsSaving, IsSaved, _errors) = (true, false, []);
        try
        {
            var result = await save();
            IsSaved = result.Succeeded;
            if (result.Succeeded)
            {
                IsDirty = false;
            }
            else
            {
                _errors = [.. result.Error.All];
            }
        }
        catch (DatabaseUnavailableException)
        {
            _errors = [new Error("unavailable", "This can't be saved right now. What you typed is kept; try again in a moment.")];
        }
        finally
        {
            IsSaving = false;
        }

        return IsSaved;
    }
}
