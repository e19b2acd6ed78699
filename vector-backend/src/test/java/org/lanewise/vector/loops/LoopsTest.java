package org.lanewise.vector.loops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.backend.Executable;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.staging.Staging;
import org.lanewise.transform.Callbacks;
import org.lanewise.transform.ControlFlow;
import org.lanewise.transform.ScanOptions;
import org.lanewise.transform.Step;
import org.lanewise.transform.Transforms;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.Samples;
import org.lanewise.vector.VectorBackend;

/// Loops of every kind give the bits of the reference backend, in each form.
@Tag("bits")
class LoopsTest {
  private static final ArrayType NUMBER = new ArrayType(DType.FLOAT32, Shape.scalar());

  private static ArrayType row(long... sizes) {
    return new ArrayType(DType.FLOAT32, Shape.of(sizes));
  }

  /// Compares the program of a function, and the loop in it in each form.
  private static void agree(UnaryOperator<List<Array>> function, ArrayType... types) {
    Jaxpr program = Staging.stage(function::apply, List.of(types)).jaxpr();
    Strided[] operands = new Strided[types.length];
    Random random = new Random(7);
    for (int i = 0; i < operands.length; i++) {
      operands[i] = numbers(types[i], random);
    }
    compare(program, operands, new VectorBackend().compile(program));
    Structured loop = loop(program);
    if (program.equations().size() == 1 && loop != null) {
      for (boolean vector : new boolean[] {false, true}) {
        Executable executable = Loops.of(new VectorBackend(), loop, true);
        RandomLoopsTest.force(executable, vector);
        compare(program, operands, executable);
      }
    }
  }

  private static Structured loop(Jaxpr program) {
    for (Equation equation : program.equations()) {
      if (equation.primitive() instanceof Structured structured
          && equation.inputs().equals(program.inputs())
          && equation.outputs().equals(program.outputs())) {
        return structured;
      }
    }
    return null;
  }

  private static void compare(Jaxpr program, Strided[] operands, Executable executable) {
    Strided[] expected = new ReferenceBackend().compile(program).execute(operands);
    Strided[] actual = executable.execute(operands);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i].shape()).isEqualTo(expected[i].shape());
      assertThat(Samples.bits(actual[i])).as("%s", program).isEqualTo(Samples.bits(expected[i]));
    }
  }

  /// Ordinary numbers.
  private static Strided numbers(ArrayType type, Random random) {
    Strided made = Strided.allocate(type);
    for (long i = 0; i < type.size(); i++) {
      long bits =
          type.dtype().isFloating()
              ? ScalarBits.of(type.dtype(), random.nextGaussian())
              : random.nextInt(5);
      Transfer.putBits(made.buffer().segment(), type.dtype(), i, bits);
    }
    return made;
  }

  private static List<Array> all(Step<List<Array>, List<Array>> result) {
    List<Array> all = new ArrayList<>(result.carry());
    all.addAll(result.output());
    return all;
  }

  private static ScanOptions length(long steps) {
    return ScanOptions.DEFAULT.withLength(steps);
  }

  @Test
  void carriesThatChangePlaces() {
    for (ArrayType type : List.of(NUMBER, row(5), row(16), row(40), row(500))) {
      agree(
          x ->
              ControlFlow.scan(
                      (List<Array> c) -> Step.of(List.of(c.get(1), c.get(2), c.get(0))),
                      x,
                      length(7))
                  .carry(),
          type,
          type,
          type);
    }
  }

  @Test
  void carriesThatStayAndResultsThatAreOperandsOrConstants() {
    for (ArrayType type : List.of(NUMBER, row(20), row(700))) {
      agree(
          x ->
              all(
                  ControlFlow.scan(
                      (List<Array> c, Array each) ->
                          Step.of(
                              List.of(c.get(0), each, c.get(2).times(c.get(0))),
                              List.of(c.get(1), x.get(3), Lax.scalar(DType.INT32, 3))),
                      List.of(x.get(0), x.get(0), x.get(2)),
                      x.get(1))),
          type,
          new ArrayType(DType.FLOAT32, type.shape().insert(0, 9)),
          type,
          row(3));
    }
  }

  @Test
  void loopsWithoutSteps() {
    for (ArrayType type : List.of(NUMBER, row(20), row(700))) {
      agree(
          x ->
              ControlFlow.scan((List<Array> c) -> Step.of(List.of(c.get(0).sin())), x, length(0))
                  .carry(),
          type);
      agree(
          x ->
              List.of(
                  ControlFlow.whileLoop(
                      (Array c) -> c.sum().ne(c.sum()), c -> c.plus(1), x.get(0))),
          type);
    }
  }

  @Test
  void stacksFromTheEnd() {
    for (long n : new long[] {1, 5, 16, 40, 333}) {
      agree(
          x ->
              all(
                  ControlFlow.scan(
                      (List<Array> c, Array each) ->
                          Step.of(List.of(c.get(0).times(each).plus(0.5)), List.of(c.get(0), each)),
                      List.of(x.get(0)),
                      x.get(1),
                      ScanOptions.DEFAULT.withReverse(true))),
          row(n),
          row(11, n));
    }
  }

  /// Past 20,000 or so a sine needs more than a straight line: vectors leave the step to another
  /// form, and go on after it.
  @Test
  void stepsThatVectorsCannotDo() {
    for (ArrayType type : List.of(row(16), row(21))) {
      agree(
          x ->
              all(
                  ControlFlow.scan(
                      (List<Array> c) -> {
                        Array next = c.get(0).times(1.25).plus(c.get(0).sin());
                        return Step.of(List.of(next), List.of(next.cos()));
                      },
                      x,
                      length(70))),
          type);
    }
  }

  @Test
  void recurrentNetworksAndTheirProducts() {
    for (int n : new int[] {3, 16, 17}) {
      agree(
          x ->
              ControlFlow.scan(
                      (List<Array> c, Array each) ->
                          Step.of(
                              List.of(
                                  x.get(0).matmul(c.get(0)).plus(each).tanh(),
                                  c.get(1)
                                      .plus(c.get(0).reshape(-1, 1).matmul(each.reshape(1, -1))),
                                  c.get(2).plus(c.get(0).sum()).plus(c.get(0).max()))),
                      List.of(x.get(1), x.get(0), x.get(3)),
                      x.get(2))
                  .carry(),
          row(n, n),
          row(n),
          row(6, n),
          NUMBER);
    }
  }

  @Test
  void placesThatAreKnownAtRunTime() {
    ArrayType index = new ArrayType(DType.INT32, Shape.scalar());
    for (ArrayType type : List.of(row(6), row(31), row(500))) {
      agree(
          x ->
              ControlFlow.scan(
                      (List<Array> c) -> {
                        Array i = c.get(1);
                        Array value = Lax.dynamicSlice(c.get(0), List.of(i), Shape.of(2));
                        Array changed =
                            Lax.dynamicUpdateSlice(c.get(0), value.times(2), List.of(i.plus(1)));
                        return Step.of(List.of(changed, i.plus(1)));
                      },
                      x,
                      length(12))
                  .carry(),
          type,
          index);
    }
  }

  /// What a kernel of its own makes is handed on as a carry, stacked, and asked.
  @Test
  void resultsOfCallsAreCarriedStackedAndAsked() {
    agree(
        x ->
            all(
                ControlFlow.scan(
                    (List<Array> c) -> {
                      Array sums = Numpy.cumsum(c.get(0), 0);
                      return Step.of(List.of(sums.times(0.01), sums), List.of(sums, sums.T()));
                    },
                    x,
                    length(5))),
        row(50, 20),
        row(50, 20));
    agree(
        x ->
            List.of(
                ControlFlow.whileLoop(
                    (Array c) -> Numpy.cumsum(c, 0).get(0, 0).lt(3.0),
                    c -> Numpy.cumsum(c, 0).plus(0.5),
                    x.get(0))),
        row(50, 20));
  }

  @Test
  void anArrayThatIsFilledInPlace() {
    ArrayType index = new ArrayType(DType.INT32, Shape.scalar());
    agree(
        x ->
            ControlFlow.scan(
                    (List<Array> c) -> {
                      Array i = c.get(1);
                      Array row = Lax.dynamicSlice(c.get(2), List.of(i, i), Shape.of(1, 9));
                      Array filled = Lax.dynamicUpdateSlice(c.get(0), row.times(3), List.of(i, i));
                      Array late = c.get(0).plus(filled);
                      return Step.of(List.of(filled, i.plus(1), late, filled.sum()));
                    },
                    x,
                    length(30))
                .carry(),
        row(40, 40),
        index,
        row(40, 40),
        NUMBER);
    agree(
        x ->
            ControlFlow.scan(
                    (List<Array> c) -> {
                      Array i = c.get(1);
                      Array box = c.get(2).plus(i.astype(DType.FLOAT32));
                      return Step.of(
                          List.of(
                              Lax.dynamicUpdateSlice(c.get(0), box, List.of(i, i)),
                              i.plus(1),
                              c.get(2)));
                    },
                    x,
                    length(30))
                .carry(),
        row(40, 40),
        index,
        row(3, 5));
  }

  /// A program that gives a constant gives a copy: a loop gives the memory of its steps back.
  @Test
  void constantsOutliveTheSteps() {
    agree(
        x ->
            all(
                ControlFlow.scan(
                    (List<Array> c) -> {
                      Array counts = Numpy.arange(300).astype(DType.FLOAT32);
                      Array chosen =
                          ControlFlow.cond(
                              c.get(1).gt(0.0), v -> counts, v -> v.times(2), c.get(0));
                      return Step.of(List.of(chosen, c.get(1).times(-1)), List.of(counts));
                    },
                    x,
                    length(6))),
        row(300),
        NUMBER);
  }

  @Test
  void loopsAndChoicesInLoops() {
    for (ArrayType type : List.of(NUMBER, row(20), row(700))) {
      agree(
          x ->
              ControlFlow.scan(
                      (List<Array> c) -> {
                        Array inner =
                            ControlFlow.foriLoop(
                                0, 3, (i, v) -> v.times(0.5).plus(c.get(1)), c.get(0));
                        Array chosen =
                            ControlFlow.cond(
                                c.get(1).gt(0.0), v -> v.times(-1), v -> v.times(2), inner);
                        return Step.of(List.of(chosen, c.get(1).times(-0.9)));
                      },
                      x,
                      length(9))
                  .carry(),
          type,
          NUMBER);
    }
  }

  @Test
  void shortLoopsInsideAreWrittenOut() {
    for (boolean reverse : new boolean[] {false, true}) {
      agree(
          x ->
              all(
                  ControlFlow.scan(
                      (List<Array> c, Array each) -> {
                        var inner =
                            ControlFlow.scan(
                                (Array s, Array y) -> Step.of(s.times(0.5).plus(y), s.minus(y)),
                                c.get(0),
                                each,
                                ScanOptions.DEFAULT.withReverse(reverse));
                        return Step.of(List.of(inner.carry()), List.of(inner.output()));
                      },
                      x.subList(0, 1),
                      x.get(1))),
          row(3),
          row(20, 4, 3));
    }
  }

  @Test
  void theLastStepIsBoundedOrAsked() {
    for (ArrayType type : List.of(NUMBER, row(20), row(700))) {
      for (long most : new long[] {0, 3, 100}) {
        agree(
            x ->
                List.of(
                    ControlFlow.whileLoop(
                        (Array c) -> c.max().lt(50.0), c -> c.times(c).plus(1.5), x.get(0), most)),
            type);
      }
    }
  }

  @Test
  void lanesThatEndAtDifferentTimes() {
    UnaryOperator<Array> countdown =
        start ->
            ControlFlow.whileLoop((Array c) -> c.gt(0.0), c -> c.minus(0.3).times(0.99), start);
    for (long lanes : new long[] {3, 16, 1000}) {
      agree(x -> List.of(Transforms.vmap(countdown).apply(x.get(0))), row(lanes));
    }
  }

  @Test
  void javaFunctionsAreCalledInTheOrderOfSteps() {
    List<Double> seen = new ArrayList<>();
    Array end =
        Transforms.jit(
                (Array x) ->
                    ControlFlow.foriLoop(
                        0,
                        5,
                        (i, c) -> {
                          Callbacks.debugCallback((Array v) -> seen.add(v.item()), c);
                          return c.times(2);
                        },
                        x))
            .apply(array(1f));
    assertThat(end.item()).isEqualTo(32);
    assertThat(seen).containsExactly(1.0, 2.0, 4.0, 8.0, 16.0);
  }

  @Test
  void anInterruptedThreadLeavesTheLoop() throws InterruptedException {
    for (Array start : List.of(array(1f), Numpy.zeros(2000))) {
      Thread caller = Thread.currentThread();
      Thread other =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      Thread.sleep(200);
                    } catch (InterruptedException e) {
                      return;
                    }
                    caller.interrupt();
                  });
      try {
        assertThatThrownBy(
                () -> ControlFlow.whileLoop((Array c) -> c.sum().ge(0), c -> c.times(1), start))
            .isInstanceOf(CancellationException.class)
            .hasMessageMatching("`while`: the thread \".*\" was interrupted after \\d+ steps.");
      } finally {
        other.join();
        assertThat(Thread.interrupted()).isTrue();
      }
    }
  }
}
