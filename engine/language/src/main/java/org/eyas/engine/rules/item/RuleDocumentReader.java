package org.eyas.engine.rules.item;

import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.check.InterruptCheck;
import org.eyas.engine.rules.document.DocumentFindings;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.document.DocumentReader;
import org.eyas.engine.rules.document.FalcoYamlError;
import org.eyas.engine.rules.document.ItemComposer;
import org.eyas.engine.rules.document.LoadCode;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.document.PlaceType;
import org.eyas.engine.rules.document.PlainDocument;
import org.eyas.engine.rules.document.PlainValueConverter;
import org.eyas.engine.rules.document.RuleLimits;
import org.eyas.engine.rules.document.RuleSchema;
import org.eyas.engine.rules.document.YamlMapping;
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
public final class RuleDocumentReader {
  private final DocumentFindings findings;
  private final RuleLimits limits;
  private final ItemSink sink;

  public RuleDocumentReader(DocumentFindings findings, RuleLimits limits, ItemSink sink) {
    this.findings = findings;
    this.limits = limits;
    this.sink = sink;
  }

  public void read(RuleDocument document) {
    DocumentPlace context = DocumentPlace.of(document);
    BufferedItems ahead = new BufferedItems(document, limits);
    Reader text = new DocumentReader(document.content(), limits, context);
    checkSchema(compose(text, context, ahead), context);
    ahead.deliver(findings, sink);
  }

  private void checkSchema(List<PlainDocument> documents, DocumentPlace context) {
    try {
      for (PlainDocument document : documents) {
        findings.addSchemaFaults(RuleSchema.faults(document.value()));
      }
    } catch (PlainValueConverter.ShapeException e) {
      throw yamlFault(Reason.of(e), context.at(e.mark(), PlaceType.VALUE_FOR, ""));
    }
  }

  /** As in Falco, a syntax error anywhere rejects the whole text. */
  private static List<PlainDocument> compose(Reader text, DocumentPlace context, BufferedItems ahead) {
    try {
      return documents(text, context, ahead);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      throw yamlFault(FalcoYamlError.message(e), context.at(mark, PlaceType.VALUE_FOR, ""));
    } catch (YAMLException | IllegalArgumentException e) { // the latter if a tag ends with a space
      throw yamlFault(Reason.of(e), context);
    }
  }

  private static List<PlainDocument> documents(Reader text, DocumentPlace context, BufferedItems ahead) {
    List<PlainDocument> documents = new ArrayList<>();
    ItemComposer composer =
        new ItemComposer(text, options(), item -> {
          InterruptCheck.throwIfInterrupted();
          if (documents.getLast().add(item)) {
            ahead.read(reader -> readItem(item, context, reader));
          }
        });
    while (composer.checkNode()) {
      PlainDocument document = new PlainDocument();
      documents.add(document);
      Node root = composer.nextDocument();
      document.finish(root);
      ahead.read(reader -> checkRoot(root, context));
    }
    return documents;
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE); // RuleLimits are checked before
    // A thousand rules may all use an anchor for their tags; PlainValueConverter rejects documents that explode.
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    return options;
  }

  private static LoadFault yamlFault(@Nullable String message, DocumentPlace place) {
    return new LoadFault(LoadCode.LOAD_ERR_YAML_PARSE, String.valueOf(message), place);
  }

  private static void checkRoot(Node root, DocumentPlace context) {
    if (YamlMapping.isNull(root) || root instanceof SequenceNode) {
      return;
    }
    throw LoadFault.structure(
        root instanceof ScalarNode ? "Rules content is not yaml" : "Rules content is not yaml array of objects", context);
  }

  private static void readItem(Node item, DocumentPlace context, ItemReader reader) {
    if (YamlMapping.isNull(item)) {
      return;
    }
    if (!(item instanceof MappingNode mapping)) {
      throw LoadFault.structure(
          "Unexpected element type. Each element should be a yaml associative array.",
          context.at(item, PlaceType.RULES_CONTENT_ITEM));
    }
    reader.read(new YamlMapping(mapping, context));
  }
}
