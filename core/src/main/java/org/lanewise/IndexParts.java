package org.lanewise;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// Resolves the entries of an index against a shape: every axis gets its part.
final class IndexParts {
  private final Shape shape;
  private final List<IndexPart> parts = new ArrayList<>();
  private int axis;

  private IndexParts(Shape shape) {
    this.shape = shape;
  }

  /// The parts of an index in order; ellipses are written out, missing axes are whole, masks are
  /// replaced by the positions at which they are true.
  ///
  /// @throws ShapeException if there are too many entries, or a mask does not fit
  static List<IndexPart> of(Shape shape, List<Index> entries) {
    return new IndexParts(shape).resolve(entries);
  }

  private List<IndexPart> resolve(List<Index> entries) {
    int missing = shape.rank() - consumed(entries);
    boolean open = true;
    for (Index entry : entries) {
      switch (entry) {
        case Index.At(long position) -> parts.add(single(position));
        case Index.Slice slice -> parts.add(range(slice));
        case Index.Positions(Array positions) -> parts.add(new IndexPart.Picked(axis++, positions));
        case Index.Mask(Array mask) -> mask(mask);
        case Index.Marker marker -> {
          if (marker == Index.Marker.NEW_AXIS) {
            parts.add(new IndexPart.NewAxis());
          } else {
            whole(missing);
            open = false;
          }
        }
      }
    }
    whole(open ? missing : 0);
    return parts;
  }

  /// How many axes the entries stand for.
  private int consumed(List<Index> entries) {
    int axes = 0;
    int ellipses = 0;
    for (Index entry : entries) {
      axes +=
          switch (entry) {
            case Index.At _, Index.Slice _, Index.Positions _ -> 1;
            case Index.Mask(Array mask) -> mask.rank();
            case Index.Marker _ -> 0;
          };
      ellipses += entry == Index.Marker.ELLIPSIS ? 1 : 0;
    }
    if (ellipses > 1) {
      throw new ShapeException(
          "`get`: an index can have one ellipsis only, got "
              + ellipses
              + ". Use `:` for the others.");
    }
    if (axes > shape.rank()) {
      throw new ShapeException(
          "`get`: too many indices: "
              + axes
              + " for an array of shape "
              + shape
              + ". Use at most "
              + shape.rank()
              + ".");
    }
    return axes;
  }

  private void whole(int count) {
    for (int i = 0; i < count; i++) {
      long n = shape.get(axis);
      parts.add(new IndexPart.Range(axis++, 0, n, 1, true));
    }
  }

  private IndexPart single(long position) {
    long n = shape.get(axis);
    return new IndexPart.Single(axis++, position < 0 ? position + n : position);
  }

  /// Python's `slice.indices`: bounds are wrapped once, then clamped.
  private IndexPart range(Index.Slice slice) {
    long n = shape.get(axis);
    long step = slice.step();
    long least = step > 0 ? 0 : -1;
    long most = step > 0 ? n : n - 1;
    long start = bound(slice.start(), step > 0 ? 0 : n - 1, n, least, most);
    long stop = bound(slice.stop(), step > 0 ? n : -1, n, least, most);
    long distance = step > 0 ? stop - start : start - stop;
    long size = Math.abs(step);
    long count = distance <= 0 ? 0 : (distance - 1) / size + 1;
    boolean whole = step == 1 && count == n;
    return new IndexPart.Range(axis++, count == 0 ? 0 : start, count, step, whole);
  }

  private static long bound(OptionalLong given, long open, long n, long least, long most) {
    if (given.isEmpty()) {
      return open;
    }
    long position = given.getAsLong();
    return Math.clamp(position < 0 ? position + n : position, least, most);
  }

  private void mask(Array mask) {
    for (int i = 0; i < mask.rank(); i++) {
      if (mask.shape().get(i) != shape.get(axis + i)) {
        throw new ShapeException(
            "`get`: a mask must have the sizes of the axes that it stands for, but axis "
                + i
                + " of the mask "
                + mask.type()
                + " meets size "
                + shape.get(axis + i)
                + " of shape "
                + shape
                + ". Make the mask from the array itself.");
      }
    }
    for (Array positions : TruePositions.of(mask)) {
      parts.add(new IndexPart.Picked(axis++, positions));
    }
  }
}
