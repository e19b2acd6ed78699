package org.lanewise.vector.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.JaxprBuilder;
import org.lanewise.ir.Shaping;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.Samples;
import org.lanewise.vector.VectorBackend;
import org.lanewise.vector.codegen.Form;
import org.lanewise.vector.codegen.Primer;

/// Long counts are numbers of elements, made in the loop that reads them.
@Tag("bits")
class CountsTest {
  private static final long N = 20_001;

  private static void agree(Jaxpr program, Strided... operands) {
    long[] expected = Samples.bits(new ReferenceBackend().compile(program).execute(operands)[0]);
    ProgramExecutable compiled = (ProgramExecutable) new VectorBackend().compile(program);
    assertThat(compiled.toString()).doesNotContain("call");
    for (Form form : Form.values()) {
      compiled.force(form);
      assertThat(Samples.bits(compiled.execute(operands)[0]))
          .as("%s %s", form, program)
          .isEqualTo(expected);
    }
  }

  @Test
  void countsOfEveryTypeAreMadeInTheLoop() {
    for (DType dtype : DType.values()) {
      if (dtype.isComplex() || dtype == DType.BOOL) {
        continue;
      }
      for (Shape shape : List.of(Shape.of(N), Shape.of(1, N), Shape.of(N, 1))) {
        JaxprBuilder builder = new JaxprBuilder();
        Atom.Var x = builder.input(new ArrayType(dtype, shape));
        int axis = shape.get(0) == N ? 0 : 1;
        Atom.Var count = builder.add(new Shaping.Iota(dtype, shape, axis), List.of()).get(0);
        Atom.Var sum = builder.add(new Elementwise.Add(), List.of(count, x)).get(0);
        agree(builder.build(List.of(sum)), Samples.array(dtype, shape, new Random(4)));
      }
    }
  }

  /// The rows of a loop over two axes begin at 0 again, so a count that is read through them is
  /// made in a loop of its own.
  @Test
  void aCountThatIsReadByRowsIsMadeBefore() {
    Shape shape = Shape.of(59, 339);
    JaxprBuilder builder = new JaxprBuilder();
    Atom.Var row = builder.input(new ArrayType(DType.INT32, Shape.of(1, 339)));
    Atom.Var line = builder.add(new Shaping.Iota(DType.INT32, Shape.of(N), 0), List.of()).get(0);
    Atom.Var count = builder.add(new Shaping.Reshape(shape), List.of(line)).get(0);
    Atom.Var sum = builder.add(new Elementwise.Add(), List.of(count, row)).get(0);
    agree(builder.build(List.of(sum)), Samples.array(DType.INT32, Shape.of(1, 339), new Random(5)));
  }

  @Test
  void randomBitsAreOneLoop() {
    JaxprBuilder builder = new JaxprBuilder();
    Atom.Var key = builder.input(new ArrayType(DType.UINT32, Shape.scalar()));
    Atom.Literal zero = new Atom.Literal(DType.UINT32, false, 0);
    Atom.Var count = builder.add(new Shaping.Iota(DType.UINT32, Shape.of(N), 0), List.of()).get(0);
    List<Atom.Var> words =
        builder.add(new Combining.Threefry2x32(), List.of(key, zero, zero, count));
    Elementwise.Binary xor = new Elementwise.Binary(Elementwise.Binary.Op.XOR);
    Jaxpr program = builder.build(List.of(builder.add(xor, words).get(0)));
    assertThat(new VectorBackend().compile(program).toString())
        .containsOnlyOnce("loop")
        .containsOnlyOnce("in memory");
    agree(program, Samples.array(DType.UINT32, Shape.scalar(), new Random(6)));
  }

  /// Random bits are a loop of their own, the one that the primer warms, whatever is made of them
  /// and however many draws there are.
  @Test
  void everyDrawOfBitsIsTheSameLoop() {
    JaxprBuilder builder = new JaxprBuilder();
    Shape shape = Shape.of(141, 143);
    Atom.Var first = builder.input(new ArrayType(DType.UINT32, Shape.scalar()));
    Atom.Var second = builder.input(new ArrayType(DType.UINT32, Shape.scalar()));
    Atom.Literal zero = new Atom.Literal(DType.UINT32, false, 0);
    Shaping.Iota iota = new Shaping.Iota(DType.UINT32, Shape.of(shape.size()), 0);
    Atom.Var line = builder.add(iota, List.of()).get(0);
    Atom.Var count = builder.add(new Shaping.Reshape(shape), List.of(line)).get(0);
    Elementwise.Binary xor = new Elementwise.Binary(Elementwise.Binary.Op.XOR);
    Combining hash = new Combining.Threefry2x32();
    Atom.Var one = builder.add(xor, builder.add(hash, List.of(first, second, zero, count))).get(0);
    Atom.Var other =
        builder.add(xor, builder.add(hash, List.of(second, first, zero, count))).get(0);
    Atom.Var product = builder.add(new Elementwise.Mul(), List.of(one, other)).get(0);
    Jaxpr program = builder.build(List.of(product));
    List<Step> steps = Partition.of(Lowering.lower(program, new VectorBackend()::compile));
    assertThat(steps).hasSize(1);
    List<Stage> loops = ((Step.Nest) steps.get(0)).fused();
    assertThat(loops).hasSize(3);
    for (Stage loop : loops.subList(0, 2)) {
      assertThat(((Stage.Map) loop).cluster()).isEqualTo(Primer.bits());
    }
    Strided a = Samples.array(DType.UINT32, Shape.scalar(), new Random(7));
    Strided b = Samples.array(DType.UINT32, Shape.scalar(), new Random(8));
    agree(program, a, b);
  }
}
