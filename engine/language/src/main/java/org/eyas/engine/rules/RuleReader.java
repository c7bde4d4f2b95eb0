package org.eyas.engine.rules;

import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.check.Interruption;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a rule document: a stream of YAML documents, each a sequence of items. At any time, only the nodes of one item
 * are in memory.
 */
final class RuleReader {
  private final Findings findings;
  private final RuleLimits limits;
  private final ItemSink sink;

  RuleReader(Findings findings, RuleLimits limits, ItemSink sink) {
    this.findings = findings;
    this.limits = limits;
    this.sink = sink;
  }

  void read(RuleDocument document) {
    Context context = Context.of(document);
    ReadAhead ahead = new ReadAhead(document, limits);
    Reader text = new DocumentReader(document.content(), limits, context);
    checkSchema(compose(text, context, ahead), context);
    ahead.passOn(findings, sink);
  }

  private void checkSchema(List<PlainDocument> documents, Context context) {
    try {
      for (PlainDocument document : documents) {
        findings.schema(RuleSchema.faults(document.value()));
      }
    } catch (PlainValues.ShapeException e) {
      throw yamlFault(Reason.of(e), context.at(e.mark(), ItemType.VALUE_FOR, ""));
    }
  }

  /** As in Falco, a syntax error anywhere rejects the whole text. */
  private static List<PlainDocument> compose(Reader text, Context context, ReadAhead ahead) {
    try {
      return documents(text, context, ahead);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      throw yamlFault(FalcosYamlError.message(e), context.at(mark, ItemType.VALUE_FOR, ""));
    } catch (YAMLException | IllegalArgumentException e) { // the latter if a tag ends with a space
      throw yamlFault(Reason.of(e), context);
    }
  }

  private static List<PlainDocument> documents(Reader text, Context context, ReadAhead ahead) {
    List<PlainDocument> documents = new ArrayList<>();
    ItemComposer composer =
        new ItemComposer(text, options(), item -> {
          Interruption.check();
          if (documents.getLast().add(item)) {
            ahead.read(reader -> readItem(item, context, reader));
          }
        });
    while (composer.checkNode()) {
      PlainDocument document = new PlainDocument();
      documents.add(document);
      Node root = composer.nextDocument();
      document.end(root);
      ahead.read(reader -> checkRoot(root, context));
    }
    return documents;
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE); // RuleLimits are checked before
    // A thousand rules may all use an anchor for their tags; PlainValues rejects documents that explode.
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    return options;
  }

  private static LoadFault yamlFault(@Nullable String message, Context place) {
    return new LoadFault(LoadCode.LOAD_ERR_YAML_PARSE, String.valueOf(message), place);
  }

  private static void checkRoot(Node root, Context context) {
    if (YamlMapping.isNull(root) || root instanceof SequenceNode) {
      return;
    }
    throw LoadFault.structure(
        root instanceof ScalarNode ? "Rules content is not yaml" : "Rules content is not yaml array of objects", context);
  }

  private static void readItem(Node item, Context context, ItemReader reader) {
    if (YamlMapping.isNull(item)) {
      return;
    }
    if (!(item instanceof MappingNode mapping)) {
      throw LoadFault.structure(
          "Unexpected element type. Each element should be a yaml associative array.",
          context.at(item, ItemType.RULES_CONTENT_ITEM));
    }
    reader.read(new YamlMapping(mapping, context));
  }
}
