package org.lanewise.vector.kernel;

import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;

/// A class of kernels in the making: it extends an abstract class, and a [KernelCode] writes each
/// method.
public final class KernelClass {
  private final ClassBuilder type;
  private final Element element;

  private KernelClass(ClassBuilder type, Element element) {
    this.type = type;
    this.element = element;
  }

  /// Writes, loads and instantiates a class.
  ///
  /// @param lookup the package that owns the kernel
  /// @param parent the abstract class, public and with a constructor without parameters
  /// @param element the type of lanes
  /// @param methods writes the methods
  public static <T> T define(
      MethodHandles.Lookup lookup,
      Class<T> parent,
      Element element,
      Consumer<KernelClass> methods) {
    ClassDesc superclass = ClassDesc.of(parent.getName());
    byte[] bytes =
        ClassFile.of()
            .build(
                GeneratedClass.name(parent, parent.getSimpleName() + "_" + element),
                type -> {
                  type.withSuperclass(superclass)
                      .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC);
                  type.withMethodBody(
                      INIT_NAME,
                      MTD_void,
                      0,
                      code ->
                          code.aload(0).invokespecial(superclass, INIT_NAME, MTD_void).return_());
                  methods.accept(new KernelClass(type, element));
                });
    return GeneratedClass.define(lookup, parent, bytes);
  }

  /// Writes a public method without a result.
  ///
  /// @param name its name in the abstract class
  /// @param descriptor its type
  /// @param body writes the code, but for the return
  public void method(String name, MethodTypeDesc descriptor, Consumer<KernelCode> body) {
    type.withMethodBody(
        name,
        descriptor,
        ClassFile.ACC_PUBLIC,
        code -> {
          body.accept(new KernelCode(code, element));
          code.return_();
        });
  }
}
