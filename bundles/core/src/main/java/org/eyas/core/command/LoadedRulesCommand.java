package org.eyas.core.command;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.eyas.core.rule.GenerationBuilder;
import org.eyas.core.rule.LoadedRuleCheck;
import org.eyas.engine.rules.LoadResult;
import org.eyas.json.write.CompactJson;

/** A command that loads rules, prints something about them and ends. */
abstract class LoadedRulesCommand implements Callable<Integer> {
  final GenerationBuilder assembly;
  final PrintStream out;

  LoadedRulesCommand(GenerationBuilder assembly, PrintStream out) {
    this.assembly = assembly;
    this.out = out;
  }

  /** The configured rules. A file with an error ends the command; warnings are omitted, because a run and a check show them. */
  final LoadResult loaded() throws Exception {
    return LoadedRuleCheck.requireSuccess(assembly.load());
  }

  /** Prints one of the two forms. */
  final void print(boolean json, Supplier<? extends Map<String, ?>> members, Supplier<String> text) {
    out.print(json ? CompactJson.of(members.get()) + "\n" : text.get());
  }
}
