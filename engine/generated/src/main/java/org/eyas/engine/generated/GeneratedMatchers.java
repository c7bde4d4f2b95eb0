package org.eyas.engine.generated;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eyas.api.data.Text;
import org.eyas.engine.check.InterruptCheck;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleBranch;
import org.eyas.engine.compile.RuleMatcher;
import org.eyas.engine.compile.node.CompiledCondition;
import org.eyas.engine.compile.node.ConditionNodes;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.compile.node.TextSource;
import org.eyas.engine.compile.text.TextMap;
import org.eyas.engine.compile.text.TextNumbering;

/**
 * Generates one hidden class for the branches of an event type. It has the same results as the tree of branches.
 *
 * <p>The predicates remain objects and become constants of the class. The JIT compiler knows the exact method that is called
 * on a constant and inlines it; a tree has an interface call at every node.
 */
public final class GeneratedMatchers {
  /** The maximum length of a generated method in bytes. The JIT never compiles methods with more than 8,000. */
  private static final int LONGEST_METHOD = 7_000;

  /** The number of tests above which a part of a condition remains a tree. A test takes about 11 bytes. */
  private static final int MOST_TESTS = 400;

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final ClassDesc THIS = ClassDesc.of("org.eyas.engine.generated.GeneratedMatcher");
  private static final ClassDesc FRAME = desc(EvaluationFrame.class);
  private static final ClassDesc HITS = desc(MatchedRules.class);
  private static final ClassDesc BYTES = desc(org.eyas.api.data.Bytes.class);
  private static final MethodTypeDesc TEST = MethodTypeDesc.of(CD_boolean, FRAME);
  private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_void, FRAME, HITS);
  private static final DirectMethodHandleDesc CLASS_DATA_AT =
      ConstantDescs.ofConstantBootstrap(
          desc(MethodHandles.class), "classDataAt", ConstantDescs.CD_Object, CD_int);

  private record Method(String name, MethodTypeDesc type, Consumer<CodeBuilder> code) {}

  private final List<Object> constants = new ArrayList<>();
  private final Map<CompiledCondition, String> tests = new HashMap<>();
  private final Deque<Method> pending = new ArrayDeque<>();
  private int names;

  private GeneratedMatchers() {}

  /**
   * Makes a matcher with the results of the branches. It is a generated class, or a tree of the branches if they do not
   * fit into one class or if a method would be too long for the JIT.
   */
  public static RuleMatcher of(RuleBranch[] branches) {
    return new GeneratedMatchers().matcher(branches);
  }

  private RuleMatcher matcher(RuleBranch[] branches) {
    byte[] bytes;
    try {
      bytes =
          ClassFile.of(ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofClassLoading(LOOKUP)))
              .build(THIS, type -> type(type, branches));
    } catch (IllegalArgumentException e) {
      return new RuleBranch.Tree(branches); // more constants or code than the class file format allows
    }
    if (longestMethod(bytes) > LONGEST_METHOD) {
      return new RuleBranch.Tree(branches);
    }
    try {
      Class<?> hidden =
          LOOKUP
              .defineHiddenClassWithClassData(bytes, constants, true, MethodHandles.Lookup.ClassOption.NESTMATE)
              .lookupClass();
      return (RuleMatcher) hidden.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("generated code is broken", e);
    }
  }

  private static int longestMethod(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(method -> method.findAttribute(Attributes.code()).stream())
        .mapToInt(CodeAttribute::codeLength)
        .max()
        .orElse(0);
  }

  private void type(ClassBuilder type, RuleBranch[] branches) {
    type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC).withInterfaceSymbols(desc(RuleMatcher.class));
    type.withMethodBody(
        ConstantDescs.INIT_NAME,
        ConstantDescs.MTD_void,
        0,
        code -> code.aload(0).invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
            .return_());
    String all = method("all", RUN, code -> branches(code, branches));
    type.withMethodBody(
        "match", RUN, ClassFile.ACC_PUBLIC, code -> code.aload(1).aload(2).invokestatic(THIS, all, RUN).return_());
    while (!pending.isEmpty()) {
      InterruptCheck.throwIfInterrupted();
      Method next = pending.remove();
      type.withMethodBody(next.name(), next.type(), ClassFile.ACC_STATIC, next.code());
    }
  }

  private String method(String prefix, MethodTypeDesc type, Consumer<CodeBuilder> code) {
    String name = prefix + names++;
    pending.add(new Method(name, type, code));
    return name;
  }

  private void branches(CodeBuilder code, RuleBranch[] branches) {
    for (RuleBranch branch : branches) {
      String name =
          switch (branch) {
            case RuleBranch.Guarded guarded -> method("guarded", RUN, inside -> guarded(inside, guarded));
            case RuleBranch.ByText byText -> method("byText", RUN, inside -> byText(inside, byText));
            case RuleBranch.ByLiterals byLiterals -> method("tree", RUN, inside -> tree(inside, byLiterals));
            case RuleBranch.Rule rule when size(rule.conditions()) > MOST_TESTS ->
              method("tree", RUN, inside -> tree(inside, rule));
            case RuleBranch.Rule rule -> method("rule", RUN, inside -> rule(inside, rule));
          };
      code.aload(0).aload(1).invokestatic(THIS, name, RUN);
    }
    code.return_();
  }

  private void guarded(CodeBuilder code, RuleBranch.Guarded guarded) {
    Label no = code.newLabel();
    tests(code, guarded.guards(), no);
    branches(code, guarded.inside());
    code.labelBinding(no).return_();
  }

  private void rule(CodeBuilder code, RuleBranch.Rule rule) {
    Label no = code.newLabel();
    tests(code, rule.conditions(), no);
    code.aload(1).loadConstant(rule.key()).invokevirtual(HITS, "add", MethodTypeDesc.of(CD_void, CD_int));
    code.labelBinding(no).return_();
  }

  /**
   * Calls a branch as a tree. A branch behind many constants is rarely reached, and a class for all such branches would
   * be large.
   */
  private void tree(CodeBuilder code, RuleBranch branch) {
    constant(code, branch, branch.getClass());
    code.aload(0).aload(1).invokevirtual(desc(branch.getClass()), "run", RUN).return_();
  }

  /** Looks up a number and switches over it; each group of rules for a text is one case. */
  private void byText(CodeBuilder code, RuleBranch.ByText byText) {
    Map<RuleBranch[], Integer> cases = new LinkedHashMap<>();
    Map<Text, Integer> numbers = new HashMap<>();
    byText.branches().forEach(
        (text, inside) -> numbers.put(text, cases.computeIfAbsent(inside, group -> cases.size())));
    constant(code, byText.source(), TextSource.class);
    code.aload(0).invokevirtual(desc(TextSource.class), "read", MethodTypeDesc.of(BYTES, FRAME)).astore(2);
    constant(code, new TextNumbering(new TextMap<>(numbers)), TextNumbering.class);
    code.aload(2).invokevirtual(desc(TextNumbering.class), "of", MethodTypeDesc.of(CD_int, BYTES));
    Label none = code.newLabel();
    Map<RuleBranch[], Label> labels = new LinkedHashMap<>();
    List<SwitchCase> switchCases = new ArrayList<>();
    cases.forEach(
        (group, number) -> {
          Label label = code.newLabel();
          labels.put(group, label);
          switchCases.add(SwitchCase.of(number, label));
        });
    code.tableswitch(none, switchCases);
    labels.forEach(
        (group, label) -> {
          code.labelBinding(label);
          branches(code, group);
        });
    code.labelBinding(none).return_();
  }

  private void tests(CodeBuilder code, CompiledCondition[] conditions, Label ifFalse) {
    for (CompiledCondition condition : conditions) {
      test(code, condition, ifFalse);
    }
  }

  /** Continues if a condition holds, and jumps to a label if it does not. */
  private void test(CodeBuilder code, CompiledCondition condition, Label ifFalse) {
    switch (condition) {
      case ConditionNodes.And and when size(and) < MOST_TESTS -> tests(code, and.children(), ifFalse);
      case ConditionNodes.And2 and -> tests(code, new CompiledCondition[] {and.first(), and.second()}, ifFalse);
      case ConditionNodes.Or or when size(or) < MOST_TESTS -> or(code, or.children(), ifFalse);
      case ConditionNodes.Or2 or -> or(code, new CompiledCondition[] {or.first(), or.second()}, ifFalse);
      case ConditionNodes.Not not -> {
        Label holds = code.newLabel();
        test(code, not.child(), holds);
        code.goto_(ifFalse).labelBinding(holds);
      }
      case ConditionNodes.Shared shared -> {
        String name = tests.computeIfAbsent(shared, s -> method("shared", TEST, inside -> shared(inside, shared)));
        code.aload(0).invokestatic(THIS, name, TEST).ifeq(ifFalse);
      }
      default -> {
        leaf(code, condition);
        code.ifeq(ifFalse);
      }
    }
  }

  // Leaves the answer on the stack. Only public classes can be named from here.
  private void leaf(CodeBuilder code, CompiledCondition condition) {
    Class<?> type = condition.getClass();
    if (Modifier.isPublic(type.getModifiers())) {
      constant(code, condition, type);
      code.aload(0).invokevirtual(desc(type), "test", TEST);
    } else {
      constant(code, condition, CompiledCondition.class);
      code.aload(0).invokeinterface(desc(CompiledCondition.class), "test", TEST);
    }
  }

  private void or(CodeBuilder code, CompiledCondition[] children, Label ifFalse) {
    Label holds = code.newLabel();
    for (int i = 0; i < children.length - 1; i++) {
      Label next = code.newLabel();
      test(code, children[i], next);
      code.goto_(holds).labelBinding(next);
    }
    test(code, children[children.length - 1], ifFalse);
    code.labelBinding(holds);
  }

  private void shared(CodeBuilder code, ConditionNodes.Shared shared) {
    Label ask = code.newLabel();
    Label no = code.newLabel();
    MethodTypeDesc ofSlot = MethodTypeDesc.of(CD_boolean, CD_int);
    MethodTypeDesc remember = MethodTypeDesc.of(CD_boolean, CD_int, CD_boolean);
    code.aload(0).loadConstant(shared.slot()).invokevirtual(FRAME, "answered", ofSlot).ifeq(ask);
    code.aload(0).loadConstant(shared.slot()).invokevirtual(FRAME, "answer", ofSlot).ireturn();
    code.labelBinding(ask);
    test(code, shared.condition(), no);
    code.aload(0).loadConstant(shared.slot()).iconst_1().invokevirtual(FRAME, "remember", remember).ireturn();
    code.labelBinding(no);
    code.aload(0).loadConstant(shared.slot()).iconst_0().invokevirtual(FRAME, "remember", remember).ireturn();
  }

  private void constant(CodeBuilder code, Object value, Class<?> type) {
    constants.add(value);
    code.loadConstant(
        DynamicConstantDesc.ofNamed(CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, desc(type), constants.size() - 1));
  }

  private static int size(CompiledCondition condition) {
    return switch (condition) {
      case ConditionNodes.And and -> size(and.children());
      case ConditionNodes.Or or -> size(or.children());
      case ConditionNodes.And2 and -> size(and.first()) + size(and.second());
      case ConditionNodes.Or2 or -> size(or.first()) + size(or.second());
      case ConditionNodes.Not not -> size(not.child());
      default -> 1;
    };
  }

  private static int size(CompiledCondition[] conditions) {
    int size = 0;
    for (CompiledCondition condition : conditions) {
      size += size(condition);
    }
    return size;
  }

  private static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
