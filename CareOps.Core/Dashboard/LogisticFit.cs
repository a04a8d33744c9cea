namespace CareOps.Core.Dashboard;

/// <summary>Logistic regression with a ridge penalty, by Newton's method: a few steps, each solving one small system exactly.</summary>
internal static class LogisticFit
{
    private const int MostSteps = 30;
    private const double Settled = 1e-7;

    /// <param name="rows">The features of each case; the first is 1.</param>
    /// <param name="outcomes">What happened in each.</param>
    /// <param name="penaltyOf">How much the weight of a feature is pulled towards nothing; greater than 0.</param>
    /// <param name="start">The first weight to begin with.</param>
    public static double[] Solve(double[][] rows, bool[] outcomes, Func<int, double> penaltyOf, double start)
    {
        var size = rows[0].Length;
        var weights = new double[size];
        weights[0] = start;
        for (var step = 0; step < MostSteps; step++)
        {
            var (slope, curve) = Derive(rows, outcomes, weights, penaltyOf);
            var change = SolveByCholesky(curve, slope);
            var farthest = 0d;
            for (var place = 0; place < size; place++)
            {
                weights[place] += change[place];
                farthest = Math.Max(farthest, Math.Abs(change[place]));
            }

            if (farthest < Settled)
            {
                break;
            }
        }

        return weights;
    }

    private static (double[] Slope, double[,] Curve) Derive(double[][] rows, bool[] outcomes, double[] weights, Func<int, double> penaltyOf)
    {
        var size = weights.Length;
        var (slope, curve) = (new double[size], new double[size, size]);
        for (var number = 0; number < rows.Length; number++)
        {
            var row = rows[number];
            var odds = 0d;
            for (var place = 0; place < size; place++)
            {
                odds += weights[place] * row[place];
            }

            var chance = 1 / (1 + Math.Exp(-odds));
            var (miss, spread) = ((outcomes[number] ? 1 : 0) - chance, chance * (1 - chance));
            for (var one = 0; one < size; one++)
            {
                if (row[one] is 0)
                {
                    continue;
                }

                slope[one] += miss * row[one];
                for (var other = 0; other <= one; other++)
                {
                    curve[one, other] += spread * row[one] * row[other];
                }
            }
        }

        for (var place = 0; place < size; place++)
        {
            slope[place] -= penaltyOf(place) * weights[place];
            curve[place, place] += penaltyOf(place);
        }

        return (slope, curve);
    }

    // The lower half of a symmetric, positive definite matrix: the penalty sees to that.
    private static double[] SolveByCholesky(double[,] matrix, double[] right)
    {
        var size = right.Length;
        for (var column = 0; column < size; column++)
        {
            for (var row = column; row < size; row++)
            {
                var sum = matrix[row, column];
                for (var before = 0; before < column; before++)
                {
                    sum -= matrix[row, before] * matrix[column, before];
                }

                matrix[row, column] = row == column ? Math.Sqrt(sum) : sum / matrix[column, column];
            }
        }

        var found = new double[size];
        for (var row = 0; row < size; row++)
        {
            var sum = right[row];
            for (var before = 0; before < row; before++)
            {
                sum -= matrix[row, before] * found[before];
            }

            found[row] = sum / matrix[row, row];
        }

        for (var row = size - 1; row >= 0; row--)
        {
            for (var after = row + 1; after < size; after++)
            {
                found[row] -= matrix[after, row] * found[after];
            }

            found[row] /= matrix[row, row];
        }

        return found;
    }
}
