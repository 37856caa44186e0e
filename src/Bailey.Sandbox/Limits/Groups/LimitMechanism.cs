namespace Bailey.Sandbox;

/// <summary>What holds memory and counts processor time, beside the samples that are always taken.</summary>
public enum LimitMechanism
{
    /// <summary>Samples alone.</summary>
    Monitor,

    /// <summary>A control group of version 1 in each hierarchy that could be written.</summary>
    ControlGroupV1,

    /// <summary>A control group of version 2, in a tree that was delegated.</summary>
    ControlGroupV2,
}
