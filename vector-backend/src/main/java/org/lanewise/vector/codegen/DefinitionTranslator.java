package org.lanewise.vector.codegen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lanewise.backend.definition.Definition;

/// Reads definitions: follows the bytecode of a straight line and adds its operations to a graph.
///
/// A definition is a plain static method; what it does to one element is what a kernel does to each
/// lane. The translator runs the method symbolically ([SymbolicFrame]): locals and the operand
/// stack hold numbers of nodes instead of values. Calls of other definitions are followed; atoms
/// (`Op.lt`, `Math.fma`, …) become nodes ([Atoms]). A jump, or anything else that is no straight
/// line, is an error that names the method and the instruction.
final class DefinitionTranslator {
  private static final Map<String, ClassModel> CLASSES = new ConcurrentHashMap<>();
  private static final String DEFINITIONS = Definition.class.getPackageName().replace('.', '/');

  private final Graph graph;

  DefinitionTranslator(Graph graph) {
    this.graph = graph;
  }

  /// Adds the value of a definition's method, applied to nodes, and returns its node.
  ///
  /// @throws AssertionError if the method is no straight line
  int inline(Class<?> owner, String method, int... operands) {
    return inline(owner.getName().replace('.', '/'), method, "", operands);
  }

  private int inline(String owner, String name, String descriptor, int... operands) {
    MethodModel method = method(owner, name, descriptor);
    CodeModel code =
        method.code().orElseThrow(() -> new AssertionError(owner + "." + name + " has no code"));
    SymbolicFrame frame = new SymbolicFrame(graph, operands);
    for (CodeElement element : code) {
      if (element instanceof ReturnInstruction) {
        return frame.pop();
      }
      if (element instanceof Instruction instruction) {
        execute(frame, instruction, owner + "." + name);
      }
    }
    throw new AssertionError(owner + "." + name + " returns nothing");
  }

  private void execute(SymbolicFrame frame, Instruction instruction, String where) {
    boolean known =
        switch (instruction) {
          case LoadInstruction load -> frame.load(load.slot());
          case StoreInstruction store -> frame.store(store.slot());
          case ConstantInstruction constant -> frame.constant(constant.constantValue());
          case OperatorInstruction operator -> frame.operate(operator.opcode());
          case ConvertInstruction convert -> frame.convert(convert.fromType(), convert.toType());
          case IncrementInstruction step -> frame.increment(step.slot(), step.constant());
          case StackInstruction stack -> frame.shuffle(stack.opcode());
          case InvokeInstruction call -> invoke(frame, call);
          default -> false;
        };
    if (!known) {
      throw new AssertionError(
          "the definition "
              + where
              + " is no straight line that a kernel can follow: "
              + instruction);
    }
  }

  private boolean invoke(SymbolicFrame frame, InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    String name = call.name().stringValue();
    int[] operands = frame.pop(call.typeSymbol().parameterCount());
    int atom = Atoms.translate(graph, owner, name, operands);
    if (atom >= 0) {
      frame.push(atom);
      return true;
    }
    if (!owner.startsWith(DEFINITIONS)) {
      return false;
    }
    frame.push(inline(owner, name, call.type().stringValue(), operands));
    return true;
  }

  /// The method of a name; an empty descriptor stands for the only one.
  private static MethodModel method(String owner, String name, String descriptor) {
    for (MethodModel method : CLASSES.computeIfAbsent(owner, key -> parse(key)).methods()) {
      if (method.methodName().equalsString(name)
          && (descriptor.isEmpty() || method.methodType().equalsString(descriptor))) {
        return method;
      }
    }
    throw new AssertionError("there is no method " + owner + "." + name + descriptor);
  }

  private static ClassModel parse(String owner) {
    String file = owner.substring(owner.lastIndexOf('/') + 1) + ".class";
    try (InputStream bytes = Definition.class.getResourceAsStream(file)) {
      if (bytes == null) {
        throw new AssertionError("the class file of " + owner + " is not at hand");
      }
      return ClassFile.of().parse(bytes.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
