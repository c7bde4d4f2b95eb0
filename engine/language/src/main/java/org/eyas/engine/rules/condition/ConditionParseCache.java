package org.eyas.engine.rules.condition;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eyas.api.failure.Reason;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.document.LoadCode;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.syntax.SyntaxException;
import org.eyas.engine.syntax.SyntaxTree;
import org.eyas.engine.text.FalcoVersion;
import org.jspecify.annotations.Nullable;

/**
 * Parses conditions after the expansion of lists, and caches the trees: equal texts have the same tree in all
 * documents. A condition is expanded again only if a list that it names has changed.
 */
public final class ConditionParseCache {
  /**
   * The largest number of parsed texts in the cache. Texts with long lists take more memory than all other data, and parsing them again is
   * cheap.
   */
  private static final int MOST_KEPT = 2_000;

  private record Parsed(SyntaxTree tree, Set<String> lists) {}

  private final FalcoVersion version;
  private final Map<String, SyntaxTree> byExpansion = new HashMap<>();
  private final Map<String, Parsed> byCondition = new HashMap<>();
  private final Set<String> words = new HashSet<>();
  private final Map<String, String> tokens = new HashMap<>();
  private @Nullable ListExpander lists;

  public ConditionParseCache(FalcoVersion version) {
    this.version = version;
  }

  /** Sets the lists for the next expansions. */
  public void setLists(ListExpander now) {
    if (lists == null || now.isUnpredictable() || stands(now.changedSince(lists))) {
      byCondition.clear();
    }
    lists = now;
  }

  private boolean stands(Collection<String> names) {
    return names.stream().anyMatch(words::contains);
  }

  public SyntaxTree parse(String condition, ListExpander current, DocumentPlace context) {
    Parsed before = byCondition.get(condition);
    if (before != null) {
      before.lists().forEach(current::markUsed);
      return before.tree();
    }
    Set<String> used = new HashSet<>();
    String expanded = current.expand(condition, new ListExpander.Trace(used, words), context.wholeCondition(condition));
    SyntaxTree tree = tree(expanded, context);
    byCondition.put(condition, new Parsed(tree, used));
    return tree;
  }

  private SyntaxTree tree(String expanded, DocumentPlace context) {
    SyntaxTree before = byExpansion.get(expanded);
    if (before != null) {
      return before;
    }
    try {
      SyntaxTree tree = Parser.parse(expanded, version, token -> tokens.computeIfAbsent(token, first -> first));
      if (expanded.length() <= MOST_KEPT) {
        byExpansion.put(expanded, tree);
      }
      return tree;
    } catch (SyntaxException e) {
      throw new LoadFault(
          LoadCode.LOAD_ERR_COMPILE_CONDITION,
          Reason.of(e),
          context.inCondition(e.position(), expanded),
          SyntaxHint.at(expanded, e.position().offset()));
    }
  }
}
