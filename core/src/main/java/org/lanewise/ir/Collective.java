package org.lanewise.ir;

import java.util.List;

/// Primitives that talk across the lanes of a mapped axis, which they name.
///
/// They have a meaning only inside the `vmap` that binds the name: there a value stands for one
/// element of every lane, and a collective combines or moves the elements of all lanes. Evaluating
/// one outside is an [UnboundAxisException].
public sealed interface Collective extends Primitive {

  /// The name of the mapped axis.
  String axisName();

  /// The size of the mapped axis: the number of lanes.
  long axisSize();

  /// The sum over all lanes, given to each of them (numbers).
  ///
  /// @param axisName the mapped axis
  /// @param axisSize its size
  record PSum(String axisName, long axisSize) implements Collective, Transposable {
    @Override
    public String name() {
      return "psum";
    }
  }

  /// An extreme over all lanes, given to each of them.
  ///
  /// @param op which
  /// @param axisName the mapped axis
  /// @param axisSize its size
  record PReduce(Op op, String axisName, long axisSize) implements Collective {
    /// Which extreme.
    public enum Op {
      /// The largest (any type); NaN if any is.
      MAX("pmax"),
      /// The smallest (any type); NaN if any is.
      MIN("pmin");

      private final String text;

      Op(String text) {
        this.text = text;
      }
    }

    @Override
    public String name() {
      return op.text;
    }
  }

  /// The values of all lanes along a new axis, given to each of them.
  ///
  /// @param axisName the mapped axis
  /// @param axisSize its size, which is that of the new axis
  /// @param dimension where the new axis stands in the result
  record AllGather(String axisName, long axisSize, int dimension)
      implements Collective, Transposable {
    @Override
    public String name() {
      return "all_gather";
    }
  }

  /// Sends values from lane to lane; a lane that nobody sends to gets zeros.
  ///
  /// @param axisName the mapped axis
  /// @param axisSize its size
  /// @param links who sends to whom: no lane sends twice, none receives twice
  record PPermute(String axisName, long axisSize, List<Link> links)
      implements Collective, Transposable {
    /// Copies the list.
    public PPermute {
      links = List.copyOf(links);
    }

    /// One sender and one receiver.
    ///
    /// @param source the lane that sends
    /// @param target the lane that receives
    public record Link(long source, long target) {
      /// The pair as Python prints it.
      @Override
      public String toString() {
        return "(" + source + ", " + target + ")";
      }
    }

    @Override
    public String name() {
      return "ppermute";
    }
  }

  /// The number of the lane: 0, 1, …, an i32.
  ///
  /// @param axisName the mapped axis
  /// @param axisSize its size
  record AxisIndex(String axisName, long axisSize) implements Collective {
    @Override
    public String name() {
      return "axis_index";
    }
  }
}
