using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Forms;

public static class FormsModule
{
    public static IServiceCollection AddForms(this IServiceCollection services)
    {
        services.AddSingleton<IContactHolder, FormsOfContact>();
        services.AddSingleton<ICompletionParticipant, FormCheckIn>();
        services.AddSingleton<IWorkspaceSetup, FirstContactForm>();
        services.AddSingleton<IInquiryParticipant, ContactFormAnswers>();
        services.AddSingleton<FormMessages>();
        services.AddSingleton<FormQueries>();
        services.AddSingleton<FormsAfterChangeQueries>();
        services.AddSingleton<FormTrackerQueries>();
        services.AddSingleton<FormPageQueries>();
        services.AddSingleton<BookingFormQueries>();
        services.AddSingleton<FormFileQueries>();
        services.AddSingleton<ContactFormQueries>();
        services.AddSingleton<SamePersonQueries>();
        services.AddSingleton<OpenContactFormHandler>();
        services.AddSingleton<KeepFormDocumentHandler>();
        services.AddSingleton<AddFormFileHandler>();
        services.AddSingleton<RemoveFormFileHandler>();
        services.AddSingleton<SaveFormTemplateHandler>();
        services.AddSingleton<DuplicateFormTemplateHandler>();
        services.AddSingleton<ArchiveFormTemplateHandler>();
        services.AddSingleton<SaveServiceFormHandler>();
        services.AddSingleton<RemoveServiceFormHandler>();
        services.AddSingleton<SetFormGateHandler>();
        services.AddSingleton<SendFormHandler>();
        services.AddSingleton<RemindFormsHandler>();
        services.AddSingleton<WithdrawFormHandler>();
        services.AddSingleton<AnswerFormHandler>();
        services.AddSingleton<NoteFormOpenedHandler>();
        services.AddSingleton<OpenFormOfBookingHandler>();
        services.AddSingleton<AskFormsOfBookingHandler>();
        services.AddSingleton<IEventHandler<BookingCreated>, FormsOfBooking>();
        services.AddSingleton<IJoinedHandler<BookingRescheduled>, FormsOfBooking>();
        services.AddSingleton<IJoinedHandler<BookingCancelled>, FormsOfBooking>();
        services.AddSingleton<IJoinedHandler<BookingReopened>, FormsOfBooking>();
        services.AddSingleton<IEventHandler<FormDue>, FormMoments>();
        return services;
    }
}
