package org.lanewise.jmh;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// A class of benchmarks without JMH: all settings of its parameters, and its methods.
///
/// @param type the class
record Settings(Class<? extends ShortRuns> type) {

  /// A prepared benchmark.
  ///
  /// @param owner the object that JMH would make
  /// @param method what is measured
  /// @param parameters the values of the parameters, as JMH prints them
  record Work(ShortRuns owner, Method method, String parameters) {
    /// `Eager.add`.
    String name() {
      return owner.getClass().getSimpleName().replace("Benchmark", "") + '.' + method.getName();
    }

    Object call() {
      try {
        return method.invoke(owner);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(name() + " is a public method without parameters", e);
      }
    }
  }

  /// The values of the parameters, one list for each setting.
  List<List<String>> all() {
    List<List<String>> all = List.of(List.of());
    for (Field field : parameters()) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> chosen : all) {
        for (String value : values(field)) {
          List<String> more = new ArrayList<>(chosen);
          more.add(value);
          longer.add(more);
        }
      }
      all = longer;
    }
    return all;
  }

  /// The benchmarks of the class at a setting, prepared.
  List<Work> at(List<String> setting) {
    try {
      ShortRuns owner = type.getConstructor().newInstance();
      List<Field> parameters = parameters();
      for (int i = 0; i < parameters.size(); i++) {
        Field field = parameters.get(i);
        field.set(owner, parsed(field.getType(), setting.get(i)));
      }
      type.getMethod("prepare").invoke(owner);
      String printed = String.join(", ", setting);
      return Arrays.stream(type.getMethods())
          .filter(method -> method.isAnnotationPresent(Benchmark.class))
          .sorted(Comparator.comparing(Method::getName))
          .map(method -> new Work(owner, method, printed))
          .toList();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " is a class as JMH wants it", e);
    }
  }

  private List<Field> parameters() {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(Param.class))
        .toList();
  }

  private static List<String> values(Field field) {
    String[] given = field.getAnnotation(Param.class).value();
    return given[0].equals(Param.BLANK_ARGS)
        ? Arrays.stream(field.getType().getEnumConstants()).map(Settings::name).toList()
        : List.of(given);
  }

  private static Object parsed(Class<?> type, String value) {
    return type == int.class
        ? Integer.valueOf(value)
        : Arrays.stream(type.getEnumConstants())
            .filter(constant -> name(constant).equals(value))
            .findFirst()
            .orElseThrow();
  }

  private static String name(Object constant) {
    return ((Enum<?>) constant).name();
  }
}
