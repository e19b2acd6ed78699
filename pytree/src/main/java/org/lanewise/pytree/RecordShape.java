package org.lanewise.pytree;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is known of a record class: its components, which are children and which are `@Static`, and
/// three method handles, each doing a whole record in one call.
final class RecordShape {
  private static final MethodType READ = MethodType.methodType(Object[].class, Object.class);

  final Class<?> type;
  final String[] names;
  final Class<?>[] types;

  /// Positions of the components that are children.
  final int[] dynamic;

  /// Positions of the `@Static` components.
  final int[] fixed;

  /// Some component is of a concrete container class, which our own containers may not fit.
  final boolean convertsContainers;

  private final MethodHandle readDynamic;
  private final MethodHandle readFixed;
  private final MethodHandle constructor;
  private final RecordNode pure;

  private RecordShape(
      Class<?> type, RecordComponent[] components, MethodHandle[] accessors, MethodHandle maker) {
    this.type = type;
    this.names = Arrays.stream(components).map(RecordComponent::getName).toArray(String[]::new);
    this.types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    this.fixed =
        IntStream.range(0, components.length)
            .filter(i -> components[i].isAnnotationPresent(Static.class))
            .toArray();
    this.dynamic =
        IntStream.range(0, components.length)
            .filter(i -> !components[i].isAnnotationPresent(Static.class))
            .toArray();
    this.convertsContainers = Arrays.stream(types).anyMatch(Containers::isConcrete);
    this.readDynamic = reader(accessors, dynamic);
    this.readFixed = reader(accessors, fixed);
    this.constructor =
        maker
            .asType(MethodType.genericMethodType(components.length))
            .asSpreader(Object[].class, components.length);
    this.pure = new RecordNode(this, new Object[0]);
  }

  static RecordShape of(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    return RecordAccess.open(
        type,
        lookup -> {
          MethodHandle[] accessors = new MethodHandle[components.length];
          Class<?>[] types = new Class<?>[components.length];
          for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            accessors[i] =
                lookup.findVirtual(type, components[i].getName(), MethodType.methodType(types[i]));
          }
          MethodHandle maker =
              lookup.findConstructor(type, MethodType.methodType(void.class, types));
          return new RecordShape(type, components, accessors, maker);
        });
  }

  /// One handle that reads the chosen components into a new array.
  private static MethodHandle reader(MethodHandle[] accessors, int[] chosen) {
    MethodHandle[] filters = new MethodHandle[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      filters[i] = accessors[chosen[i]].asType(MethodType.genericMethodType(1));
    }
    MethodHandle collect =
        MethodHandles.identity(Object[].class).asCollector(Object[].class, chosen.length);
    MethodHandle filtered = MethodHandles.filterArguments(collect, 0, filters);
    return MethodHandles.permuteArguments(filtered, READ, new int[chosen.length]);
  }

  RecordNode node(Object value) {
    return fixed.length == 0 ? pure : new RecordNode(this, call(readFixed, value));
  }

  @Nullable Object[] children(Object value) {
    return call(readDynamic, value);
  }

  private static @Nullable Object[] call(MethodHandle reader, Object value) {
    try {
      return (@Nullable Object[]) reader.invokeExact(value);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  Object build(@Nullable Object[] components) {
    try {
      return (Object) constructor.invokeExact(components);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /// What a record's own accessor or constructor throws reaches the user as it is.
  private static RuntimeException unchecked(Throwable e) {
    return RecordShape.<RuntimeException>sneak(e);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the idiom
  private static <E extends Throwable> E sneak(Throwable e) throws E {
    throw (E) e;
  }
}
