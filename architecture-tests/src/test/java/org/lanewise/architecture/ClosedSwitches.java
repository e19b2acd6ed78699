package org.lanewise.architecture;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Finds the switches over sealed types and enums of ours, and those of them that have a `default`.
///
/// Class files do not show this any more, since javac gives every such switch a default of its own,
/// and text alone does not tell what is switched over. So javac reads and attributes the sources
/// again.
final class ClosedSwitches extends TreePathScanner<Void, CompilationUnitTree> {
  private final Trees trees;
  private final List<String> withDefault = new ArrayList<>();
  private int seen;

  private ClosedSwitches(Trees trees) {
    this.trees = trees;
  }

  /// Reads source files, which may belong to several modules.
  static ClosedSwitches in(List<Path> files) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager = javac.getStandardFileManager(diagnostics, null, null)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-classpath",
              System.getProperty("java.class.path"),
              "--add-modules",
              "jdk.incubator.vector");
      JavacTask task =
          (JavacTask)
              javac.getTask(
                  null,
                  manager,
                  diagnostics,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      ClosedSwitches switches = new ClosedSwitches(Trees.instance(task));
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      task.analyze();
      for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
        if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
          throw new AssertionError("the sources do not compile together: " + diagnostic);
        }
      }
      units.forEach(unit -> switches.scan(unit, unit));
      return switches;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How many switches over closed types there are.
  int seen() {
    return seen;
  }

  /// Where those with a default are: file and line.
  List<String> withDefault() {
    return withDefault;
  }

  @Override
  public Void visitSwitch(SwitchTree tree, CompilationUnitTree unit) {
    look(tree, tree.getExpression(), tree.getCases(), unit);
    return super.visitSwitch(tree, unit);
  }

  @Override
  public Void visitSwitchExpression(SwitchExpressionTree tree, CompilationUnitTree unit) {
    look(tree, tree.getExpression(), tree.getCases(), unit);
    return super.visitSwitchExpression(tree, unit);
  }

  private void look(
      Tree tree,
      ExpressionTree selector,
      List<? extends CaseTree> cases,
      CompilationUnitTree unit) {
    TypeMirror type = trees.getTypeMirror(new TreePath(getCurrentPath(), selector));
    if (!(type instanceof DeclaredType declared) || !isClosed(declared.asElement())) {
      return;
    }
    seen++;
    boolean guesses =
        cases.stream()
            .flatMap(branch -> branch.getLabels().stream())
            .anyMatch(label -> label instanceof DefaultCaseLabelTree);
    if (guesses) {
      long start = trees.getSourcePositions().getStartPosition(unit, tree);
      withDefault.add(
          House.ROOT.relativize(Path.of(unit.getSourceFile().toUri()))
              + ":"
              + unit.getLineMap().getLineNumber(start)
              + " switches over "
              + declared);
    }
  }

  private static boolean isClosed(Element element) {
    boolean ours =
        element instanceof TypeElement type
            && type.getQualifiedName().toString().startsWith("org.lanewise.");
    return ours
        && (element.getKind() == ElementKind.ENUM
            || element.getModifiers().contains(Modifier.SEALED));
  }
}
