namespace Pipeline.Networks;

/// <summary>Which of a network's two class activation maps shows the object.</summary>
public enum CamSource
{
    /// <summary>The map of class 1, as in the paper.</summary>
    Class1,

    /// <summary>Class 1 − class 0: what the softmax sees, so that no evidence can hide in the background's map.</summary>
    Difference,
}
