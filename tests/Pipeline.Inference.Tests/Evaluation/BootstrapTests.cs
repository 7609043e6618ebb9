namespace Pipeline.Inference.Tests;

/// <summary>Expected figures come from the ten-line Python program in the comment of <see cref="Agrees_with_an_independent_program"/>.</summary>
public class BootstrapTests
{
    [Fact]
    public void Equal_values_have_an_interval_of_no_width() =>
        Assert.Equal([0.75, 0.75], Bootstrap.Interval([0.75, 0.75, 0.75], ["a", "b", "c"]));

    [Fact]
    public void One_group_cannot_vary_however_many_cases_it_has() =>
        Assert.Equal([0.5, 0.5], Bootstrap.Interval([0.0, 0.5, 1.0], ["a", "a", "a"]));

    [Fact]
    public void Two_groups_give_the_three_means_worked_out_by_hand()
    {
        // Drawing two of {0, 1}: means 0, ½, 1 with probabilities ¼, ½, ¼; both tails exceed 2.5 %.
        Assert.Equal([0, 1], Bootstrap.Interval([0, 1], ["a", "b"]));
    }

    [Fact]
    public void A_group_is_drawn_with_all_its_cases()
    {
        // a has 3 cases of 0, b one of 1: means 0, ¼, 1.
        IReadOnlyList<double> interval = Bootstrap.Interval([0, 0, 0, 1], ["a", "a", "a", "b"]);
        Assert.Equal([0, 1], interval);
    }

    [Fact]
    public void Agrees_with_an_independent_program()
    {
        // import numpy as np
        // M=(1<<64)-1; s=7; v=[.91,.85,.78,.93,.88,.60,.95,.90]; g=[0,0,1,2,3,4,5,5]
        // S=[sum(x for x,k in zip(v,g) if k==j) for j in range(6)]; C=[g.count(j) for j in range(6)]
        // def u():
        //   global s; s=(s+0x9E3779B97F4A7C15)&M; z=s; z=((z^(z>>30))*0xBF58476D1CE4E5B9)&M
        //   z=((z^(z>>27))*0x94D049BB133111EB)&M; z^=z>>31; return (z>>11)/2**53
        // m=[]
        // for r in range(2000): k=[int(u()*6) for _ in range(6)]; m.append(sum(S[i] for i in k)/sum(C[i] for i in k))
        // print(np.percentile(m,[2.5,97.5]))
        double[] values = [.91, .85, .78, .93, .88, .60, .95, .90];
        string[] groups = ["a", "a", "b", "c", "d", "e", "f", "f"];

        IReadOnlyList<double> interval = Bootstrap.Interval(values, groups, seed: 7);

        Assert.Equal(0.7528571428571428, interval[0], 1e-12);
        Assert.Equal(0.9099999999999999, interval[1], 1e-12);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_another()
    {
        double[] values = [.1, .2, .35, .5, .77, .9];
        string[] groups = ["a", "b", "c", "d", "e", "f"];
        Assert.Equal(Bootstrap.Interval(values, groups, 1), Bootstrap.Interval(values, groups, 1));
        Assert.NotEqual(Bootstrap.Interval(values, groups, 1), Bootstrap.Interval(values, groups, 2));
    }
}
