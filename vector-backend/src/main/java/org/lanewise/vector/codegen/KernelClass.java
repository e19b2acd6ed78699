package org.lanewise.vector.codegen;

import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;
import org.lanewise.vector.kernel.GeneratedClass;

/// Makes kernels: one hidden class for each, with a constructor and the `run` method.
final class KernelClass {
  private static final ClassDesc SUPER = ClassDesc.of(Kernel.class.getName());
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(CD_long, CD_long.arrayType(), CD_long, CD_long);

  /// HotSpot leaves longer methods interpreted for ever (`HugeMethodLimit`).
  private static final int LONGEST = 7900;

  private KernelClass() {}

  /// The scalar form.
  static Kernel scalar(Formula formula, long splats) {
    return define(
        formula.name() + "_scalar", code -> new ScalarEmitter(code, formula, splats).emit());
  }

  /// The vector form.
  static Kernel vector(Formula formula, long splats) {
    return define(
        formula.name() + "_vector", code -> new VectorEmitter(code, formula, splats).emit());
  }

  /// Whether the machine has instructions for the vector form.
  static boolean canBeVector(Formula formula) {
    return VectorEmitter.canEmit(formula, formula.width());
  }

  /// Whether the vector form exists and is short enough to be compiled.
  static boolean hasVectorForm(Formula formula) {
    return canBeVector(formula) && length(vectorFile(formula)) <= LONGEST;
  }

  /// The class file of the vector form.
  static byte[] vectorFile(Formula formula) {
    return bytes("measured", code -> new VectorEmitter(code, formula, 0).emit());
  }

  private static byte[] bytes(String name, Consumer<java.lang.classfile.CodeBuilder> body) {
    return ClassFile.of()
        .build(
            GeneratedClass.name(Kernel.class, name),
            type ->
                type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                    .withSuperclass(SUPER)
                    .withMethodBody(
                        INIT_NAME,
                        MethodTypeDesc.of(CD_void),
                        ClassFile.ACC_PUBLIC,
                        code ->
                            code.aload(0)
                                .invokespecial(SUPER, INIT_NAME, MethodTypeDesc.of(CD_void))
                                .return_())
                    .withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, body));
  }

  private static int length(byte[] file) {
    return ClassFile.of().parse(file).methods().stream()
        .flatMap(method -> method.findAttribute(java.lang.classfile.Attributes.code()).stream())
        .mapToInt(java.lang.classfile.attribute.CodeAttribute::codeLength)
        .max()
        .orElseThrow();
  }

  private static Kernel define(String name, Consumer<java.lang.classfile.CodeBuilder> body) {
    return GeneratedClass.define(MethodHandles.lookup(), Kernel.class, bytes(name, body));
  }
}
