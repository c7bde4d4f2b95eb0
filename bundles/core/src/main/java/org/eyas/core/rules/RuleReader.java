package org.eyas.core.rules;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.rule.RuleDocument;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a rule document: a stream of YAML documents, each a sequence of items. */
final class RuleReader {
  private static final int CODE_POINT_LIMIT = 64 << 20;

  private final Findings findings;
  private final ItemSink sink;

  RuleReader(Findings findings, ItemSink sink) {
    this.findings = findings;
    this.sink = sink;
  }

  void read(RuleDocument document) {
    Context context = Context.of(document);
    List<Node> documents = compose(document, context);
    checkSchema(documents, context);
    for (Node node : documents) {
      readDocument(node, context);
    }
  }

  private void checkSchema(List<Node> documents, Context context) {
    try {
      for (Node node : documents) {
        findings.schema(RuleSchema.faults(new PlainValues().of(node)));
      }
    } catch (PlainValues.ShapeException e) {
      throw new LoadFault(
          LoadCode.LOAD_ERR_YAML_PARSE, String.valueOf(e.getMessage()), context.at(e.mark(), ItemType.VALUE_FOR, ""));
    }
  }

  /** The trees of all documents; a syntax error anywhere refuses the whole text, as Falco does. */
  private static List<Node> compose(RuleDocument document, Context context) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(CODE_POINT_LIMIT);
    // An anchor for tags may well be used in each of a thousand rules; PlainValues refuses what explodes.
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    List<Node> documents = new ArrayList<>();
    try {
      new Yaml(options).composeAll(new StringReader(document.content())).forEach(documents::add);
    } catch (MarkedYAMLException e) {
      throw new LoadFault(
          LoadCode.LOAD_ERR_YAML_PARSE, problem(e), context.at(e.getProblemMark(), ItemType.VALUE_FOR, ""));
    } catch (YAMLException e) {
      throw new LoadFault(LoadCode.LOAD_ERR_YAML_PARSE, String.valueOf(e.getMessage()), context);
    }
    return documents;
  }

  private static String problem(MarkedYAMLException e) {
    String where = e.getContext() == null ? "" : e.getContext() + ": ";
    return where + e.getProblem();
  }

  private void readDocument(Node node, Context context) {
    if (YamlMapping.isNull(node)) {
      return;
    }
    if (node instanceof ScalarNode) {
      throw LoadFault.structure("Rules content is not yaml", context);
    }
    if (!(node instanceof SequenceNode sequence)) {
      throw LoadFault.structure("Rules content is not yaml array of objects", context);
    }
    ItemReader items = new ItemReader(findings, sink);
    for (Node item : sequence.getValue()) {
      if (!YamlMapping.isNull(item)) {
        items.read(mapping(item, context));
      }
    }
  }

  private static YamlMapping mapping(Node item, Context context) {
    if (item instanceof MappingNode mapping) {
      return new YamlMapping(mapping, context);
    }
    throw LoadFault.structure(
        "Unexpected element type. Each element should be a yaml associative array.",
        context.at(item, ItemType.RULES_CONTENT_ITEM));
  }
}
