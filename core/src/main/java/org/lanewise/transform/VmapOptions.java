package org.lanewise.transform;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// How `vmap` maps: which axes of the arguments and of the result, and what the mapped axis is
/// called.
///
/// ```java
/// VmapOptions.DEFAULT.inAxes(MapAxes.of(0), MapAxes.none()).outAxes(-1).axisName("i")
/// ```
///
/// @param inAxes the axes of the arguments: one for each of them, or a single one for all
/// @param outAxes the axes of the result
/// @param axisName the name of the mapped axis for collectives; empty for none
/// @param axisSize the number of lanes, where no argument tells it or to check those that do
public record VmapOptions(
    List<MapAxes> inAxes, MapAxes outAxes, String axisName, OptionalLong axisSize) {
  /// The first axis of all arguments and of the result, without a name.
  public static final VmapOptions DEFAULT =
      new VmapOptions(List.of(MapAxes.of(0)), MapAxes.of(0), "", OptionalLong.empty());

  /// Copies the list.
  ///
  /// @throws IllegalArgumentException if there are no axes of arguments, or the size is negative
  public VmapOptions {
    inAxes = List.copyOf(inAxes);
    if (inAxes.isEmpty()) {
      throw new IllegalArgumentException(
          "`vmap`: inAxes must name one axis for all arguments or one for each, got none. Pass"
              + " `MapAxes.none()` for an argument that is not mapped.");
    }
    if (axisSize.isPresent() && axisSize.getAsLong() < 0) {
      throw new IllegalArgumentException(
          "`vmap`: axisSize must not be negative, got %d. Give the number of lanes."
              .formatted(axisSize.getAsLong()));
    }
  }

  /// Returns options with other axes of the arguments.
  public VmapOptions inAxes(MapAxes... axes) {
    return new VmapOptions(List.of(axes), outAxes, axisName, axisSize);
  }

  /// Returns options with other axes of the arguments.
  public VmapOptions inAxes(int... axes) {
    List<MapAxes> mapped = Arrays.stream(axes).mapToObj(MapAxes::of).toList();
    return new VmapOptions(mapped, outAxes, axisName, axisSize);
  }

  /// Returns options with other axes of the result.
  public VmapOptions outAxes(MapAxes axes) {
    return new VmapOptions(inAxes, axes, axisName, axisSize);
  }

  /// Returns options with another axis of the result.
  public VmapOptions outAxes(int axis) {
    return outAxes(MapAxes.of(axis));
  }

  /// Returns options with a name for the mapped axis, by which collectives find it.
  public VmapOptions axisName(String name) {
    return new VmapOptions(inAxes, outAxes, name, axisSize);
  }

  /// Returns options with the number of lanes.
  public VmapOptions axisSize(long size) {
    return new VmapOptions(inAxes, outAxes, axisName, OptionalLong.of(size));
  }
}
