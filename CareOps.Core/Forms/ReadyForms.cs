namespace CareOps.Core.Forms;

/// <summary>What a ready form is for.</summary>
public enum ReadyFormKind
{
    Intake,
    Consent,
    Agreement,
    Satisfaction,
}

/// <summary>A form to begin with, rather than with an empty page. It becomes the business's own when it is saved.</summary>
/// <param name="Key">Names it in addresses.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="For">Which businesses it suits, in words: "Clinics".</param>
/// <param name="About">One sentence about it.</param>
/// <param name="Title">Its title.</param>
/// <param name="Make">Makes its content, with fresh ids.</param>
public sealed record ReadyForm(string Key, ReadyFormKind Kind, string For, string About, string Title, Func<FormContent> Make);

/// <summary>Forms that businesses of many kinds begin with.</summary>
public static class ReadyForms
{
    private const string Everyone = "Any business";

    public static IReadOnlyList<ReadyForm> All { get; } =
    [
        new("health-intake", ReadyFormKind.Intake, "Clinics", "Complaints, history and medicines before a first visit.", "Before your first visit", HealthIntake),
        new("treatment-consent", ReadyFormKind.Consent, "Clinics", "Explains a treatment and has it signed.", "Consent to treatment", TreatmentConsent),
        new("hair-consultation", ReadyFormKind.Intake, "Salons", "Hair, colour history and allergies.", "Your hair and your wishes", HairConsultation),
        new("spa-intake", ReadyFormKind.Intake, "Spas", "Pressure, preferences and what to avoid.", "Before your treatment", SpaIntake),
        new("device-intake", ReadyFormKind.Intake, "Repair shops", "What is broken, and may it be unlocked.", "About your repair", DeviceIntake),
        new("repair-order", ReadyFormKind.Agreement, "Repair shops", "Permission to repair up to a price.", "Repair order", RepairOrder),
        new("learner-profile", ReadyFormKind.Intake, "Tutors", "Level, aims and who to reach.", "About the learner", LearnerProfile),
        new("fitness-check", ReadyFormKind.Intake, "Fitness", "Readiness for exercise, with a signature.", "Ready for training", FitnessCheck),
        new("home-details", ReadyFormKind.Intake, "Cleaning", "Rooms, keys, pets and what to leave alone.", "About your home", HomeDetails),
        new("project-brief", ReadyFormKind.Intake, "Consulting", "The question, the time and who decides.", "Before we talk", ProjectBrief),
        new("privacy-consent", ReadyFormKind.Consent, Everyone, "Asks to keep and use personal details.", "Your details and your privacy", PrivacyConsent),
        new("service-agreement", ReadyFormKind.Agreement, Everyone, "Terms of payment and cancelling, signed.", "Service agreement", ServiceAgreement),
        new("satisfaction", ReadyFormKind.Satisfaction, Everyone, "Four questions after a visit.", "How was it?", Satisfaction),
    ];

    public static ReadyForm? Find(string? key) => All.FirstOrDefault(form => form.Key == key);

    private static FormContent HealthIntake()
    {
        var takesMedicine = Question(QuestionKind.YesNo, "Do you take any medicine at the moment?", isRequired: true);
        var hasAllergies = Question(QuestionKind.YesNo, "Do you have any allergies?", isRequired: true);
        var wasTreated = Question(QuestionKind.YesNo, "Have you been treated for this before?");
        return new FormContent(
            "Before your first visit",
            "Your answers help us prepare, so that your time with us goes to you. Only those who treat you read them.",
            [
                Section("About you"),
                Question(QuestionKind.Date, "Date of birth", isRequired: true),
                Question(QuestionKind.ShortText, "Whom may we call in an emergency?", "Name and phone number"),
                Section("What brings you here"),
                Question(QuestionKind.LongText, "What troubles you, and since when?", isRequired: true),
                Choice("How strong is it on a usual day?", isRequired: false, "Hardly noticeable", "Mild", "Moderate", "Strong", "Very strong"),
                wasTreated,
                If(Question(QuestionKind.LongText, "What was done, and did it help?"), wasTreated, FormAnswers.Yes),
                Section("Your health"),
                takesMedicine,
                If(Question(QuestionKind.LongText, "Which medicine, and how much of it?", isRequired: true), takesMedicine, FormAnswers.Yes),
                hasAllergies,
                If(Question(QuestionKind.ShortText, "What are you allergic to?", isRequired: true), hasAllergies, FormAnswers.Yes),
                Choices("Does any of this apply to you?", "High blood pressure", "Heart condition", "Diabetes", "Asthma", "Pregnancy", "A recent operation"),
                Question(QuestionKind.LongText, "Is there anything else we should know?"),
            ]);
    }

    private static FormContent TreatmentConsent() => new(
        "Consent to treatment",
        "Please read this calmly. If anything is unclear, ask us before you sign.",
        [
            Question(
                QuestionKind.Consent,
                "I understand what will be done",
                "The treatment, what it is meant to do, and what else could be done were explained to me. I could ask everything I wanted to ask.",
                isRequired: true),
            Question(
                QuestionKind.Consent,
                "I know the risks",
                "I was told about common and rare side effects. I know that no result can be promised, and that I may stop at any time.",
                isRequired: true),
            Question(QuestionKind.LongText, "Questions I would like to discuss first"),
            Question(QuestionKind.Signature, "Signature", "Of the patient, or of a parent or guardian", isRequired: true),
        ]);

    private static FormContent HairConsultation()
    {
        var colour = Question(QuestionKind.YesNo, "Would you like a colour?", isRequired: true);
        return new FormContent(
            "Your hair and your wishes",
            "So that we plan enough time and have the right products ready.",
            [
                Choice("How long is your hair?", isRequired: true, "Short", "To the shoulders", "Longer"),
                Choice("How does it feel?", isRequired: false, "Fine", "Normal", "Thick", "I don't know"),
                colour,
                If(Question(QuestionKind.LongText, "What was done to its colour in the last two years?", "Dye, bleach, henna, at home or at a salon"), colour, FormAnswers.Yes),
                If(Question(QuestionKind.YesNo, "Did a hair dye ever make your skin itch or swell?", isRequired: true), colour, FormAnswers.Yes),
                Question(QuestionKind.LongText, "What would you like to look like?", "Describe it, or bring a picture along"),
                Question(QuestionKind.YesNo, "May we show pictures of the result?", "Only of your hair, without your name"),
            ]);
    }

    private static FormContent SpaIntake()
    {
        var pregnant = Question(QuestionKind.YesNo, "Are you pregnant?");
        return new FormContent(
            "Before your treatment",
            "Two minutes now, and you need not think about anything later.",
            [
                Choice("How firm should it be?", isRequired: true, "Gentle", "Medium", "Firm", "Decide for me"),
                Choices("Where would you like more attention?", "Neck", "Shoulders", "Back", "Legs", "Feet"),
                Question(QuestionKind.ShortText, "Where should we not touch you?"),
                pregnant,
                If(Choice("In which part?", isRequired: false, "First three months", "Middle three months", "Last three months"), pregnant, FormAnswers.Yes),
                Question(QuestionKind.LongText, "Allergies, skin conditions, injuries", "Oils and scents, too"),
                Question(QuestionKind.YesNo, "Would you like it quiet?", "No talk beyond what is needed"),
            ]);
    }

    private static FormContent DeviceIntake()
    {
        var locked = Question(QuestionKind.YesNo, "Is it locked with a code?", isRequired: true);
        return new FormContent(
            "About your repair",
            "The more we know, the sooner it is yours again.",
            [
                Question(QuestionKind.ShortText, "Maker and model", isRequired: true),
                Question(QuestionKind.LongText, "What is wrong with it, and how did it begin?", isRequired: true),
                Choices("Did any of this happen?", "It was dropped", "It got wet", "It was opened before", "None of these"),
                Question(QuestionKind.File, "Photos of it", "The damage, and the label with the model") with { Files = 3 },
                locked,
                If(Choice("May we unlock it to test it?", isRequired: true, "Yes, I will tell you the code in person", "No, test it without"), locked, FormAnswers.Yes),
                Question(QuestionKind.Consent, "My data is backed up, or I accept that it may be lost", isRequired: true),
                Question(QuestionKind.Number, "From what price on should we call you first?", "In the shop's currency"),
            ]);
    }

    private static FormContent RepairOrder() => new(
        "Repair order",
        null,
        [
            Question(QuestionKind.Number, "I agree to repairs up to this price", "Beyond it we ask you first", isRequired: true),
            Question(
                QuestionKind.Consent,
                "I accept the terms of repair",
                "An estimate costs nothing if the repair is done. What is not collected within three months of our message may be sold to cover its costs. Parts that were replaced stay with the shop unless you ask for them.",
                isRequired: true),
            Question(QuestionKind.Signature, "Signature", isRequired: true),
        ]);

    private static FormContent LearnerProfile()
    {
        var minor = Question(QuestionKind.YesNo, "Is the learner under 18?", isRequired: true);
        return new FormContent(
            "About the learner",
            "So that the first lesson begins where it should.",
            [
                Question(QuestionKind.ShortText, "Name of the learner", isRequired: true),
                minor,
                If(Question(QuestionKind.ShortText, "Parent or guardian", "Name and phone number", isRequired: true), minor, FormAnswers.Yes),
                Question(QuestionKind.ShortText, "Subject and level", isRequired: true),
                Choice("What is it for?", isRequired: true, "Keeping up", "An exam", "Going further", "For pleasure"),
                Question(QuestionKind.Date, "When is the exam?", "If there is one"),
                Question(QuestionKind.LongText, "What is easy, and what is hard?"),
                Question(QuestionKind.LongText, "What helps the learner to learn?"),
            ]);
    }

    private static FormContent FitnessCheck()
    {
        var heart = Question(QuestionKind.YesNo, "Has a doctor ever spoken of a heart condition?", isRequired: true);
        var pain = Question(QuestionKind.YesNo, "Do you have a joint or back that hurts when you move?", isRequired: true);
        return new FormContent(
            "Ready for training",
            "Answer for today. If something changes later, tell your trainer.",
            [
                heart,
                If(Question(QuestionKind.LongText, "What did the doctor advise?", isRequired: true), heart, FormAnswers.Yes),
                Question(QuestionKind.YesNo, "Do you feel chest pain or dizziness when you exercise?", isRequired: true),
                pain,
                If(Question(QuestionKind.ShortText, "Which one, and which movement?", isRequired: true), pain, FormAnswers.Yes),
                Choice("How active are you in a usual week?", isRequired: true, "Hardly", "Once or twice", "Three times or more"),
                Question(QuestionKind.LongText, "What would you like to reach?"),
                Question(
                    QuestionKind.Consent,
                    "I train at my own risk",
                    "My answers are true. I stop and say so when I feel unwell, and I follow the instructions for each device.",
                    isRequired: true),
                Question(QuestionKind.Signature, "Signature", isRequired: true),
            ]);
    }

    private static FormContent HomeDetails()
    {
        var pets = Question(QuestionKind.YesNo, "Are there pets at home?", isRequired: true);
        return new FormContent(
            "About your home",
            "So that the right people come with the right things.",
            [
                Question(QuestionKind.Number, "How large is it, in square metres?", isRequired: true),
                Question(QuestionKind.Number, "How many bathrooms?"),
                Choice("How do we get in?", isRequired: true, "Someone is at home", "A key is with a neighbour", "A key box", "I will write to you"),
                pets,
                If(Question(QuestionKind.ShortText, "Which, and where are they while we work?"), pets, FormAnswers.Yes),
                Choices("What matters most to you?", "Kitchen", "Bathrooms", "Floors", "Windows", "Dust"),
                Question(QuestionKind.LongText, "What should we leave alone?"),
            ]);
    }

    private static FormContent ProjectBrief() => new(
        "Before we talk",
        "Short answers will do. We read them before we meet.",
        [
            Question(QuestionKind.LongText, "What would you like to be different in six months?", isRequired: true),
            Question(QuestionKind.LongText, "What have you tried?"),
            Choice("By when do you need it?", isRequired: true, "This month", "This quarter", "This year", "There is no date"),
            Question(QuestionKind.ShortText, "Who decides, and who else is concerned?"),
            Question(QuestionKind.ShortText, "Your website, or where we can read about you"),
        ]);

    private static FormContent PrivacyConsent() => new(
        "Your details and your privacy",
        "We keep only what we need to serve you. You can take back what you agree to here whenever you like; just tell us.",
        [
            Question(
                QuestionKind.Consent,
                "You may keep my contact details and what we agreed on",
                "Name, address, appointments, and what you tell us about them. We delete them when you ask, unless a law makes us keep them.",
                isRequired: true),
            Question(QuestionKind.Consent, "You may remind me of appointments by email or text message"),
            Question(QuestionKind.Consent, "You may write to me about news and offers"),
            Question(QuestionKind.Signature, "Signature", isRequired: true),
        ]);

    private static FormContent ServiceAgreement() => new(
        "Service agreement",
        "Change these words to what you agreed on before you send this form.",
        [
            Section("What we agree on"),
            Question(
                QuestionKind.Consent,
                "I accept the price and the way to pay",
                "The price is the one shown when booking. It is due at the end of each appointment, unless we agreed otherwise in writing.",
                isRequired: true),
            Question(
                QuestionKind.Consent,
                "I know until when I can cancel",
                "Cancelling costs nothing until the time named in the booking. After that, or without a word, the full price may be charged.",
                isRequired: true),
            Question(QuestionKind.ShortText, "Address for the invoice"),
            Question(QuestionKind.Signature, "Signature", isRequired: true),
        ]);

    private static FormContent Satisfaction()
    {
        var overall = Choice("How was your visit?", isRequired: true, "Very good", "Good", "All right", "Not good");
        return new FormContent(
            "How was it?",
            "Four short questions. We read every answer.",
            [
                overall,
                If(Question(QuestionKind.LongText, "What went wrong, and what would make it right?"), overall, "Not good"),
                Choice("Did it begin on time?", isRequired: false, "Yes", "A little late", "Much too late"),
                Question(QuestionKind.LongText, "What should we keep, and what should we change?"),
                Question(QuestionKind.YesNo, "Would you recommend us?"),
            ]);
    }

    private static FormQuestion Question(QuestionKind kind, string label, string? help = null, bool isRequired = false) =>
        new(Guid.CreateVersion7(), kind, label) { Help = help, IsRequired = isRequired };

    private static FormQuestion Section(string label) => Question(QuestionKind.Section, label);

    private static FormQuestion Choice(string label, bool isRequired, params IReadOnlyList<string> options) =>
        Question(QuestionKind.SingleChoice, label, isRequired: isRequired) with { Options = options };

    private static FormQuestion Choices(string label, params IReadOnlyList<string> options) =>
        Question(QuestionKind.MultipleChoice, label) with { Options = options };

    private static FormQuestion If(FormQuestion question, FormQuestion decides, string answer) =>
        question with { ShowIf = new ShowIf(decides.Id, ShowIfTest.Is, answer) };
}
