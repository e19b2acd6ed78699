package org.lanewise.vector.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// The way of a generated class into the JVM.
///
/// Its name says what it computes, so that a profile can be read. With `-Dlanewise.dump=directory`
/// each class file is written there first, numbered in the order of loading: `javap -c -p` reads
/// them.
public final class GeneratedClass {
  private static final String DIRECTORY = System.getProperty("lanewise.dump", "");
  private static final AtomicInteger WRITTEN = new AtomicInteger();

  private GeneratedClass() {}

  /// The name of a class.
  ///
  /// @param neighbour a class of the package that it will live in
  /// @param what what it computes; characters that no name may have become `_`
  public static ClassDesc name(Class<?> neighbour, String what) {
    return ClassDesc.of(neighbour.getPackageName(), what.replaceAll("[^A-Za-z0-9_]", "_"));
  }

  /// Loads a class and makes its only instance.
  ///
  /// @param lookup the package that owns the class
  /// @param parent what it extends
  /// @param file the class file; it has a constructor without parameters
  public static <T> T define(MethodHandles.Lookup lookup, Class<T> parent, byte[] file) {
    if (!DIRECTORY.isEmpty()) {
      write(Path.of(DIRECTORY), file);
    }
    try {
      MethodHandles.Lookup defined = lookup.defineHiddenClass(file, true);
      return parent.cast(
          defined
              .findConstructor(defined.lookupClass(), MethodType.methodType(void.class))
              .invoke());
    } catch (Throwable e) {
      throw new LinkageError(
          "a generated class is not accepted; please report this: " + parent.getName(), e);
    }
  }

  /// Writes a class file to a directory, which is made if need be.
  static Path write(Path directory, byte[] file) {
    ClassModel model = ClassFile.of().parse(file);
    String path = model.thisClass().asInternalName();
    String name = path.substring(path.lastIndexOf('/') + 1);
    Path target = directory.resolve(WRITTEN.incrementAndGet() + "-" + name + ".class");
    try {
      Files.createDirectories(directory);
      return Files.write(target, file);
    } catch (IOException e) {
      throw new UncheckedIOException("`-Dlanewise.dump`: cannot write " + target, e);
    }
  }
}
