using System.Text;

using CareOps.Core.Contacts;
using CareOps.Core.Contacts.Import;

namespace CareOps.Tests.Contacts.Import;

/// <summary>Files as spreadsheets and address books write them.</summary>
public sealed class CsvFileTests
{
    private const string Text = "Name;Email\r\nJörg Müßig;joerg@example.org\r\n";

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Text) },
        { "UTF-8 with its mark", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Text)] },
        { "UTF-16, little end first", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Text)] },
        { "UTF-16, big end first", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Text)] },
        { "UTF-16 without a mark", Encoding.Unicode.GetBytes(Text) },
        { "Windows-1252", Encoding.Latin1.GetBytes(Text) },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Each_encoding_gives_the_same_letters(string encoding, byte[] content)
    {
        Assert.NotEmpty(encoding);
        Assert.Equal([["Name", "Email"], ["Jörg Müßig", "joerg@example.org"]], CellsOf(content));
    }

    [Theory]
    [InlineData("a,b\n1,2", "1", "2")]
    [InlineData("a;b\n\"1,5\";2", "1,5", "2")]
    [InlineData("a\tb\n1\t2", "1", "2")]
    [InlineData("sep=;\na;b\n1;2", "1", "2")]
    [InlineData("a,b\n\"say \"\"hi\"\"\",\"two\nlines\"", "say \"hi\"", "two\nlines")]
    public void Each_separator_and_every_quote_is_read(string file, string first, string second) =>
        Assert.Equal([first, second], CellsOf(Encoding.UTF8.GetBytes(file))[^1]);

    [Fact]
    public void Lines_keep_their_numbers_over_blank_ones_and_breaks_in_cells() => Assert.Equal(
        [1, 3, 5], CsvFile.Read("a,b\n\n\"x\ny\",1\nz,2"u8).Required().Select(static line => line.Number));

    [Fact]
    public void What_we_export_comes_back_as_it_was()
    {
        string[] cells = ["+4722123456", "=1+1", "-5", "'quoted'", "a,b", "@home", " =2"];

        Assert.Equal([cells], CellsOf(Encoding.UTF8.GetBytes(ContactCsv.Write([cells]))));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("\n \n", "empty")]
    [InlineData("PK\u0003\u0004", "workbook")]
    [InlineData("a,b\u0000c", "not a text file")]
    [InlineData("a,b\nx,\"never closed\ny,z", "in line 2 is never closed")]
    public void What_is_no_such_file_is_refused_in_words(string file, string reason) =>
        Assert.Contains(reason, CsvFile.Read(Encoding.UTF8.GetBytes(file)).Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_too_large_is_refused()
    {
        Assert.Contains("5 MB", CsvFile.Read(new byte[CsvFile.MaxSize + 1]).Error!.Message, StringComparison.Ordinal);
        var lines = string.Concat(Enumerable.Repeat("a,b\n", CsvFile.MaxLines + 1));
        Assert.Contains("20,000 lines", CsvFile.Read(Encoding.UTF8.GetBytes(lines)).Error!.Message, StringComparison.Ordinal);
    }

    private static List<IReadOnlyList<string>> CellsOf(byte[] content) => [.. CsvFile.Read(content).Required().Select(static line => line.Cells)];
}
