using CareOps.Core.Foundation;

namespace CareOps.Core.Contacts;

public static class ContactErrors
{
    /// <summary>Another contact is known by this email or number.</summary>
    public const string Duplicate = "contact.duplicate";

    public static readonly Error NotFound = Error.NotFound("contact");

    public static readonly Error Erased = new(
        "contact.erased", "This contact's details were erased for good. Add them as a new contact instead.", ErrorKind.Conflict);

    public static Error EmailTaken(string name) => new(
        Duplicate, $"{name} already has this email address.", ErrorKind.Invalid, nameof(ChangeContact.Email));

    public static Error PhoneTaken(string name) => new(
        Duplicate, $"{name} already has this phone number. Add an email address to tell the two apart.", ErrorKind.Invalid, nameof(ChangeContact.Phone));
}
