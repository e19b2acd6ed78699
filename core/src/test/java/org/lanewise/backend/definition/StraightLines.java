package org.lanewise.backend.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the bytecode of definitions: what breaks the rules of a straight line, and how many lane
/// operations it has when all calls are inlined.
final class StraightLines {
  private static final Set<String> ATOMS =
      Set.of("lt", "le", "gt", "ge", "eq", "ne", "and", "or", "not", "select", "sqrt");
  private static final Set<String> JDK =
      Set.of(
          "java/lang/Math.fma",
          "java/lang/Math.abs",
          "java/lang/Float.floatToRawIntBits",
          "java/lang/Float.intBitsToFloat",
          "java/lang/Double.doubleToRawLongBits",
          "java/lang/Double.longBitsToDouble");
  private static final String HOME = "org/lanewise/backend/definition/";

  private final Map<String, CodeModel> code = new HashMap<>();

  /// What the method of this class, by name and descriptor, does that a straight line must not do;
  /// empty when it is one.
  List<String> violations(Class<?> owner, String name, String descriptor) {
    List<String> found = new ArrayList<>();
    char other = descriptor.contains("F") || descriptor.contains("I") ? '8' : '4';
    walk(key(owner, name, descriptor), other, found);
    return found;
  }

  /// The number of lane operations with all calls inlined and nothing shared; moves of bits between
  /// integer and floating lanes are free.
  int operations(Class<?> owner, String name, String descriptor) {
    return walk(key(owner, name, descriptor), ' ', new ArrayList<>());
  }

  private static String key(Class<?> owner, String name, String descriptor) {
    return owner.getName().replace('.', '/') + "." + name + descriptor;
  }

  private int walk(String method, char foreignWidth, List<String> found) {
    int count = 0;
    for (CodeElement element : code(method)) {
      if (!(element instanceof Instruction instruction)) {
        continue;
      }
      count +=
          switch (instruction) {
            case LoadInstruction load -> kind(load.typeKind(), foreignWidth, method, found);
            case StoreInstruction store -> kind(store.typeKind(), foreignWidth, method, found);
            case ConstantInstruction constant -> 0;
            case ReturnInstruction result -> 0;
            case OperatorInstruction operator -> 1;
            case ConvertInstruction convert -> convert(convert, method, found);
            case InvokeInstruction call -> call(call, foreignWidth, method, found);
            default -> {
              found.add(method + ": " + instruction.opcode());
              yield 0;
            }
          };
    }
    return count;
  }

  private static int kind(TypeKind kind, char foreignWidth, String method, List<String> found) {
    boolean wide = kind == TypeKind.DOUBLE || kind == TypeKind.LONG;
    boolean narrow = kind == TypeKind.FLOAT || kind == TypeKind.INT;
    if (wide && foreignWidth == '8' || narrow && foreignWidth == '4' && kind == TypeKind.FLOAT) {
      found.add(method + ": a value of " + kind + " in code of the other width");
    }
    return 0;
  }

  private static int convert(ConvertInstruction convert, String method, List<String> found) {
    if (convert.fromType().slotSize() != convert.toType().slotSize()) {
      found.add(method + ": a conversion from " + convert.fromType() + " to " + convert.toType());
    }
    return 1;
  }

  private int call(InvokeInstruction call, char foreignWidth, String method, List<String> found) {
    String owner = call.owner().asInternalName();
    String name = call.name().stringValue();
    if (owner.equals(HOME + "Op") && ATOMS.contains(name)) {
      return 1;
    }
    if (JDK.contains(owner + "." + name)) {
      return owner.equals("java/lang/Math") ? 1 : 0;
    }
    if (owner.startsWith(HOME)) {
      return walk(owner + "." + name + call.type().stringValue(), foreignWidth, found);
    }
    found.add(method + ": calls " + owner + "." + name);
    return 0;
  }

  private CodeModel code(String method) {
    if (!code.containsKey(method)) {
      String owner = method.substring(0, method.indexOf('.'));
      for (MethodModel m : ClassFile.of().parse(bytes(owner)).methods()) {
        m.code()
            .ifPresent(
                c ->
                    code.put(
                        owner + "." + m.methodName().stringValue() + m.methodType().stringValue(),
                        c));
      }
    }
    return code.get(method);
  }

  private static byte[] bytes(String owner) {
    String simple = owner.substring(owner.lastIndexOf('/') + 1) + ".class";
    try (InputStream in = StraightLines.class.getResourceAsStream(simple)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
