package org.lanewise;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.ShapeException;

/// The product of stacks of matrices. Leading axes that both operands have are batched; those that
/// one lacks or has with size 1 are free, so nothing is repeated in memory.
final class BatchedMatmul {
  private BatchedMatmul() {}

  /// Where a leading axis of the result comes from.
  private record Lead(int x, int y) {}

  static Array matmul(Array x, Array y) {
    boolean row = x.rank() == 1;
    boolean column = y.rank() == 1;
    int xLead = row ? 0 : x.rank() - 2;
    int yLead = column ? 0 : y.rank() - 2;
    int leads = Math.max(xLead, yLead);
    check(x, y, xLead, yLead);
    List<Integer> xDropped = new ArrayList<>();
    List<Integer> yDropped = new ArrayList<>();
    List<Lead> plan = new ArrayList<>();
    for (int i = 0; i < leads; i++) {
      int a = i - (leads - xLead);
      int b = i - (leads - yLead);
      // An axis of size 1 gives way to the other operand's, or to nothing if there is none.
      boolean useX = a >= 0 && (x.shape().get(a) != 1 || b < 0);
      boolean useY = b >= 0 && (y.shape().get(b) != 1 || !useX);
      if (a >= 0 && !useX) {
        xDropped.add(a);
      }
      if (b >= 0 && !useY) {
        yDropped.add(b);
      }
      plan.add(new Lead(useX ? a : -1, useY ? b : -1));
    }
    return product(x, y, plan, axes(xDropped), axes(yDropped));
  }

  private static Axes axes(List<Integer> list) {
    return Axes.of(list.stream().mapToInt(Integer::intValue).toArray());
  }

  private static void check(Array x, Array y, int xLead, int yLead) {
    long inner = x.shape().get(-1);
    long other = y.shape().get(y.rank() == 1 ? 0 : y.rank() - 2);
    if (inner != other) {
      throw new ShapeException(
          "`matmul`: the last axis of "
              + x.type()
              + " has size "
              + inner
              + ", but the rows of "
              + y.type()
              + " are "
              + other
              + ". They must be equal; transpose one of them.");
    }
    Operands.broadcast(
        "matmul",
        new ArrayType(x.dtype(), x.shape().subshape(0, xLead)),
        new ArrayType(y.dtype(), y.shape().subshape(0, yLead)));
  }

  private static Array product(Array x, Array y, List<Lead> plan, Axes xDropped, Axes yDropped) {
    Array a = Lax.squeeze(x, xDropped);
    Array b = Lax.squeeze(y, yDropped);
    Axes xKept = xDropped.complement(x.rank());
    Axes yKept = yDropped.complement(y.rank());
    List<Integer> xBatch = new ArrayList<>();
    List<Integer> yBatch = new ArrayList<>();
    for (Lead lead : plan) {
      if (lead.x >= 0 && lead.y >= 0) {
        xBatch.add(xKept.indexOf(lead.x));
        yBatch.add(yKept.indexOf(lead.y));
      }
    }
    Axes xInner = Axes.of(a.rank() - 1);
    Axes yInner = Axes.of(y.rank() == 1 ? 0 : b.rank() - 2);
    Array dot = Products.dotGeneral(a, b, xInner, yInner, axes(xBatch), axes(yBatch));
    return Lax.transpose(dot, order(x, y, plan, dot.rank()));
  }

  /// The result of `dot_general` has the batch axes, the free axes of x, the free axes of y; finds
  /// the permutation to leading axes in order, row, column.
  private static Axes order(Array x, Array y, List<Lead> plan, int rank) {
    int batch = 0;
    int xFree = (int) plan.stream().filter(l -> l.x >= 0 && l.y >= 0).count();
    int yFree = xFree + (int) plan.stream().filter(l -> l.x >= 0 && l.y < 0).count();
    int rows = x.rank() == 1 ? 0 : 1;
    yFree += rows;
    int[] order = new int[rank];
    int at = 0;
    for (Lead lead : plan) {
      if (lead.x >= 0 && lead.y >= 0) {
        order[at++] = batch++;
      } else {
        order[at++] = lead.x >= 0 ? xFree++ : yFree++;
      }
    }
    if (rows == 1) {
      order[at++] = xFree;
    }
    if (y.rank() > 1) {
      order[at] = yFree;
    }
    return Axes.of(order);
  }
}
