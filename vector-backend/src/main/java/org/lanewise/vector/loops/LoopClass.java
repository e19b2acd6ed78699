package org.lanewise.vector.loops;

import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lanewise.vector.kernel.GeneratedClass;

/// Makes loops: one hidden class for each, with a constructor and the `run` method.
final class LoopClass {
  private static final ClassDesc SUPER = ClassDesc.of(LoopKernel.class.getName());

  /// HotSpot leaves longer methods interpreted for ever (`HugeMethodLimit`).
  private static final int LONGEST = 7900;

  private LoopClass() {}

  /// Makes a loop, or gives null if its method would not be compiled.
  ///
  /// @param name the class, for profilers
  /// @param body writes the method
  static @Nullable LoopKernel define(String name, Consumer<CodeBuilder> body) {
    return define(name, body, List.of());
  }

  /// Makes a loop that calls parts of its own, or gives null as above.
  ///
  /// @param body writes the method, with the class to call parts of
  /// @param parts write static methods of [PartFrame#TYPE], named by [#part]
  static @Nullable LoopKernel define(
      String name, Consumer<CodeBuilder> body, List<Consumer<CodeBuilder>> parts) {
    byte[] bytes;
    try {
      bytes = bytes(name(name), body, parts);
    } catch (IllegalArgumentException tooLong) {
      return null; // jumps and code of a method have limits of 32 and 64 KiB
    }
    if (length(bytes) > LONGEST) {
      return null;
    }
    return GeneratedClass.define(MethodHandles.lookup(), LoopKernel.class, bytes);
  }

  /// The class of a loop.
  static ClassDesc name(String name) {
    return GeneratedClass.name(LoopKernel.class, name);
  }

  /// The name of a part.
  static String part(int number) {
    return "part" + number;
  }

  private static byte[] bytes(
      ClassDesc name, Consumer<CodeBuilder> body, List<Consumer<CodeBuilder>> parts) {
    return ClassFile.of()
        .build(
            name,
            type -> {
              type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                  .withSuperclass(SUPER)
                  .withMethodBody(
                      INIT_NAME,
                      MTD_void,
                      ClassFile.ACC_PUBLIC,
                      code -> code.aload(0).invokespecial(SUPER, INIT_NAME, MTD_void).return_())
                  .withMethodBody("run", LoopFrame.RUN, ClassFile.ACC_PUBLIC, body);
              for (int i = 0; i < parts.size(); i++) {
                type.withMethodBody(part(i), PartFrame.TYPE, ClassFile.ACC_STATIC, parts.get(i));
              }
            });
  }

  private static int length(byte[] file) {
    return ClassFile.of().parse(file).methods().stream()
        .flatMap(method -> method.findAttribute(Attributes.code()).stream())
        .mapToInt(CodeAttribute::codeLength)
        .max()
        .orElseThrow();
  }
}
