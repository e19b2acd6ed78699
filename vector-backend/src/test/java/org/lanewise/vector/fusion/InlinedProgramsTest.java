package org.lanewise.vector.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.Numpy;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.JaxprBuilder;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Structured;
import org.lanewise.memory.Strided;
import org.lanewise.staging.Staging;
import org.lanewise.transform.Callbacks;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Programs that are merely called become a part of the caller; effects stay, in their order.
@Tag("bits")
class InlinedProgramsTest {
  private static final ArrayType TYPE = new ArrayType(DType.FLOAT32, Shape.of(100));

  /// (x, y) → (x·y, x·y + x), called twice, the second time with its results of the first.
  private static Jaxpr twice(Function<Jaxpr, Primitive> call) {
    Jaxpr inner =
        Programs.staged(
            x -> {
              Array product = x.get(0).times(x.get(1));
              return List.of(product, product.plus(x.get(0)));
            },
            TYPE,
            TYPE);
    JaxprBuilder builder = new JaxprBuilder();
    Atom.Var x = builder.input(TYPE);
    Atom.Var y = builder.input(TYPE);
    List<Atom.Var> once = builder.add(call.apply(inner), List.of(x, y));
    List<Atom.Var> again = builder.add(call.apply(inner), once);
    return builder.build(builder.add(new Elementwise.Sub(), again));
  }

  private static void isOneLoop(Jaxpr program) {
    assertThat(Programs.compiled(program).toString())
        .isEqualTo(
            """
            program (a:f32[100] b:f32[100]) {
              nest of 100 rows {
                loop (100,) {
                  c:f32[100] = mul a b
                  d:f32[100] = add c a
                  e:f32[100] = mul c d
                  f:f32[100] = add e c
                  g:f32[100] in memory = sub e f
                }
              }
              return (g)
            }
            """);
    Programs.agree(program, 9);
  }

  @Test
  void callsBecomeAPartOfTheCaller() {
    isOneLoop(twice(inner -> new Structured.Call("f", inner)));
  }

  @Test
  void checkpointsBecomeAPartOfTheCaller() {
    isOneLoop(twice(inner -> new Structured.Checkpoint(inner, (_, _) -> false, false)));
  }

  @Test
  void callsWithRulesBecomeAPartOfTheCaller() {
    isOneLoop(twice(inner -> new Structured.CustomCall(() -> "custom", inner)));
  }

  @Test
  void callsWithinCallsBecomeAPartToo() {
    isOneLoop(
        twice(
            inner -> {
              JaxprBuilder builder = new JaxprBuilder();
              List<Atom.Var> operands = List.of(builder.input(TYPE), builder.input(TYPE));
              Primitive call = new Structured.Call("inner", inner);
              return new Structured.Call("outer", builder.build(builder.add(call, operands)));
            }));
  }

  /// One program object called with different operands does not mix them up.
  @Test
  void aResultThatIsAParameterIsTheCallersValue() {
    Jaxpr swap = Programs.staged(x -> List.of(x.get(1), x.get(0)), TYPE, TYPE);
    JaxprBuilder builder = new JaxprBuilder();
    Atom.Var x = builder.input(TYPE);
    Atom.Var y = builder.input(TYPE);
    List<Atom.Var> swapped = builder.add(new Structured.Call("swap", swap), List.of(x, y));
    List<Atom.Var> back = builder.add(new Structured.Call("swap", swap), swapped);
    Atom.Var difference = builder.add(new Elementwise.Sub(), back).get(0);
    Atom.Var other = builder.add(new Elementwise.Sub(), swapped).get(0);
    Programs.agree(builder.build(List.of(difference, other)), 10);
  }

  private static Jaxpr noting(List<Double> notes) {
    return Staging.stage(
            x -> {
              Array a = x.get(0).times(2);
              Callbacks.debugCallback(v -> notes.add(v.item()), a.sum());
              Array b = a.plus(1);
              Callbacks.debugCallback(v -> notes.add(v.item()), Numpy.array(7.0));
              Callbacks.debugCallback(v -> notes.add(v.item()), b.max());
              return List.of(b.times(b));
            },
            List.of(TYPE))
        .jaxpr();
  }

  private static Strided ones() {
    return ((ConcreteArray) Numpy.ones(Shape.of(100))).data();
  }

  @Test
  void effectsHappenOnceAndInTheOrderOfTheProgram() {
    List<Double> notes = new ArrayList<>();
    ProgramExecutable program = Programs.compiled(noting(notes));
    program.execute(ones());
    assertThat(notes).containsExactly(200.0, 7.0, 3.0);
    program.execute(ones());
    assertThat(notes).containsExactly(200.0, 7.0, 3.0, 200.0, 7.0, 3.0);
  }

  /// A call whose program has an effect happens each time, though it is the same call of the same
  /// operands and nobody reads its result.
  @Test
  void equalCallsWithEffectsAreNotOne() {
    List<Double> notes = new ArrayList<>();
    Jaxpr inner = noting(notes);
    JaxprBuilder builder = new JaxprBuilder();
    Atom.Var x = builder.input(TYPE);
    Primitive call = new Structured.Call("noting", inner);
    builder.add(call, List.of(x));
    builder.add(call, List.of(x));
    Atom.Var result = builder.add(new Elementwise.Neg(), List.of(x)).get(0);
    Programs.compiled(builder.build(List.of(result))).execute(ones());
    assertThat(notes).containsExactly(200.0, 7.0, 3.0, 200.0, 7.0, 3.0);
  }
}
