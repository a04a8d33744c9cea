using CareOps.Core.Forms;

using static CareOps.Tests.Forms.FormFixtures;

namespace CareOps.Tests.Forms;

/// <summary>Which questions are asked: tried on forms made at random, and on the cases that people meet.</summary>
public sealed class FormConditionTests
{
    private const int Tries = 3000;

    private static readonly string[] Options = ["red", "green", "blue"];

    [Fact]
    public void What_depends_on_something_not_asked_is_not_asked_and_sections_hide_all_that_follows_them()
    {
        for (var seed = 0; seed < Tries; seed++)
        {
            var random = new Random(seed);
            var questions = FormOf(random);
            Assert.Empty(new FormContent("Any", null, questions).Check());
            var answers = AnswersTo(random, questions);

            var asked = FormAnswers.AskedOf(questions, answers);

            var section = true;
            foreach (var question in questions)
            {
                var holds = question.ShowIf is not { } condition
                    || (asked.Contains(condition.QuestionId) && Meets(condition, answers.GetValueOrDefault(condition.QuestionId)));
                section = question.Kind == QuestionKind.Section ? holds : section;
                Assert.True(asked.Contains(question.Id) == (holds && section), $"Seed {seed}, {question.Label}.");
            }
        }
    }

    [Fact]
    public void Answers_to_what_is_not_asked_change_nothing()
    {
        for (var seed = 0; seed < Tries; seed++)
        {
            var random = new Random(seed);
            var questions = FormOf(random);
            var answers = AnswersTo(random, questions);
            var asked = FormAnswers.AskedOf(questions, answers);

            var without = answers.Where(answer => asked.Contains(answer.Key)).ToDictionary();

            Assert.Equal(asked, FormAnswers.AskedOf(questions, without));
            Assert.Equal(
                FormAnswers.Check(questions, answers, "NO").Select(static error => error.Field),
                FormAnswers.Check(questions, without, "NO").Select(static error => error.Field));
        }
    }

    [Fact]
    public void A_question_can_wait_for_earlier_ones_only()
    {
        var first = Ask(QuestionKind.YesNo, "First?");
        var second = Ask(QuestionKind.YesNo, "Second?").If(first, "yes");

        Assert.Empty(new FormContent("In order", null, [first, second]).Check());
        Assert.Equal(
            FormContent.FieldOf(second.Id), Assert.Single(new FormContent("Turned round", null, [second, first]).Check()).Field);
        Assert.Single(new FormContent("In a circle", null, [first.If(first, "yes"), second]).Check());
        Assert.NotEmpty(new FormContent("Both", null, [first.If(second, "yes"), second]).Check());
    }

    [Fact]
    public void An_answer_that_can_no_longer_be_given_decides_about_nothing()
    {
        var colour = Ask(QuestionKind.SingleChoice, "Colour?", false, "red", "green");
        var why = Ask(QuestionKind.ShortText, "Why red?").If(colour, "red");

        var error = Assert.Single(new FormContent("Colours", null, [colour with { Options = ["blue", "green"] }, why]).Check());

        Assert.Equal(FormContent.FieldOf(why.Id), error.Field);
        Assert.Contains("red", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(QuestionKind.Email, "anna@", "anna@example.org")]
    [InlineData(QuestionKind.Phone, "12", "+47 22 12 34 56")]
    [InlineData(QuestionKind.Number, "a dozen", "-1,5")]
    [InlineData(QuestionKind.Date, "17.5.1990", "1990-05-17")]
    [InlineData(QuestionKind.Signature, "drawn:[[1,2,9999,4]]", "drawn:[[1,2,30,40,50,60]]")]
    [InlineData(QuestionKind.Signature, "drawn:<svg onload=alert(1)>", "Anna Berg")]
    public void Each_kind_says_what_is_wrong_with_an_answer(QuestionKind kind, string wrong, string right)
    {
        var question = Ask(kind, "This?", isRequired: true);

        Assert.Single(FormAnswers.Check([question], new Dictionary<Guid, string>(), "NO"));
        Assert.Single(FormAnswers.Check([question], new Dictionary<Guid, string> { [question.Id] = wrong }, "NO"));
        Assert.Empty(FormAnswers.Check([question], new Dictionary<Guid, string> { [question.Id] = right }, "NO"));
    }

    [Fact]
    public void Every_ready_form_can_be_used_as_it_is()
    {
        foreach (var form in ReadyForms.All)
        {
            var content = form.Make();

            Assert.Empty(FormContent.Clean(content.Title, content.Intro, content.Questions).Check());
            Assert.Equal(FormContent.Write(content.Questions), FormContent.Write(FormContent.Read(FormContent.Write(content.Questions))));
        }

        Assert.Equal(ReadyForms.All.Count, ReadyForms.All.DistinctBy(static form => form.Key).Count());
    }

    private static List<FormQuestion> FormOf(Random random)
    {
        var questions = new List<FormQuestion>();
        for (var number = random.Next(1, 12); number >= 0; number--)
        {
            var kind = number == 0 ? QuestionKind.ShortText : (QuestionKind)random.Next(12);
            var question = Ask(kind, $"Question {number}", random.Next(2) == 0 && kind != QuestionKind.Section, OptionsOf(kind));
            var deciding = questions.FindAll(static one => one.CanDecide);
            if (deciding.Count > 0 && random.Next(2) == 0)
            {
                var decides = deciding[random.Next(deciding.Count)];
                var test = (ShowIfTest)random.Next(3);
                var choices = FormAnswers.ChoicesOf(decides);
                question = question with
                {
                    ShowIf = new ShowIf(decides.Id, test, test == ShowIfTest.IsAnswered ? null : choices[random.Next(choices.Count)]),
                };
            }

            questions.Add(question);
        }

        return questions;
    }

    private static string[] OptionsOf(QuestionKind kind) =>
        kind is QuestionKind.SingleChoice or QuestionKind.MultipleChoice ? Options : [];

    private static Dictionary<Guid, string> AnswersTo(Random random, List<FormQuestion> questions)
    {
        var answers = new Dictionary<Guid, string>();
        foreach (var question in questions.Where(one => one.IsAnswered && random.Next(3) > 0))
        {
            var choices = FormAnswers.ChoicesOf(question);
            answers[question.Id] = question.CanDecide ? choices[random.Next(choices.Count)] : "something";
        }

        return answers;
    }

    private static bool Meets(ShowIf condition, string? answer) => answer is not null && condition.Test switch
    {
        ShowIfTest.Is => answer == condition.Value,
        ShowIfTest.IsNot => answer != condition.Value,
        _ => true,
    };
}
