package org.lanewise.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.ir.Callback;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Structured;
import org.lanewise.ir.Transposable;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// What holds for every primitive and element type.
class LawsTest {
  private static final List<Shape> SHAPES =
      List.of(
          Shape.scalar(),
          Shape.of(1),
          Shape.of(5),
          Shape.of(0),
          Shape.of(2, 3),
          Shape.of(0, 3),
          Shape.of(3, 2, 4));

  /// Primitives that run programs or the user's functions have laws of their own, collectives mean
  /// lanes that a backend does not know; the records of `Transposable` are those of the families.
  private static final Set<Class<?>> ELSEWHERE =
      Set.of(Transposable.class, Collective.class, Structured.class, Callback.class);

  static Iterable<DType> types() {
    return Data.TYPES;
  }

  /// Results do not depend on how operands lie in memory; operands are not written; running twice
  /// gives the same; zero sizes and rank 0 work.
  @ParameterizedTest
  @MethodSource("types")
  void layoutsDoNotMatterAndOperandsAreNotWritten(DType dtype) {
    for (Shape shape : SHAPES) {
      Random random = new Random(shape.hashCode());
      for (Calls.Call call : Calls.of(dtype, shape, random)) {
        Strided[] plain = call.operands().toArray(Strided[]::new);
        Strided[] awkward =
            call.operands().stream().map(x -> Data.awkward(x, random)).toArray(Strided[]::new);
        List<long[]> before = call.operands().stream().map(Data::bits).toList();
        List<long[]> results =
            Data.runAll(call.primitive(), plain).stream().map(Data::bits).toList();
        List<long[]> others =
            Data.runAll(call.primitive(), awkward).stream().map(Data::bits).toList();
        for (int i = 0; i < results.size(); i++) {
          assertThat(others.get(i)).as(call.toString()).containsExactly(results.get(i));
        }
        for (int i = 0; i < plain.length; i++) {
          assertThat(Data.bits(plain[i])).as(call.toString()).containsExactly(before.get(i));
          assertThat(Data.bits(awkward[i])).as(call.toString()).containsExactly(before.get(i));
        }
      }
    }
  }

  /// The calls above are about every record of the hierarchy and every constant of its enums.
  @Test
  void everyPrimitiveIsCalled() {
    Set<String> called = new TreeSet<>();
    for (DType dtype : Data.TYPES) {
      for (Calls.Call call : Calls.of(dtype, Shape.of(2, 3), new Random(0))) {
        called.addAll(names(call.primitive()));
      }
    }
    Set<String> existing = new TreeSet<>();
    for (Class<?> family : Primitive.class.getPermittedSubclasses()) {
      if (ELSEWHERE.contains(family)) {
        continue;
      }
      for (Class<?> record : family.getPermittedSubclasses()) {
        existing.add(record.getSimpleName());
        for (Class<?> nested : record.getDeclaredClasses()) {
          if (nested.isEnum()) {
            for (Object constant : nested.getEnumConstants()) {
              existing.add(record.getSimpleName() + " " + ((Enum<?>) constant).name());
            }
          }
        }
      }
    }
    assertThat(existing).hasSizeGreaterThan(90);
    assertThat(called).isEqualTo(existing);
  }

  private static Set<String> names(Primitive primitive) {
    Set<String> names = new TreeSet<>();
    String record = primitive.getClass().getSimpleName();
    names.add(record);
    for (var component : primitive.getClass().getRecordComponents()) {
      try {
        if (component.getName().equals("op")) {
          component.getAccessor().setAccessible(true);
          names.add(record + " " + ((Enum<?>) component.getAccessor().invoke(primitive)).name());
        }
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
    return names;
  }
}
