package org.eyas.engine.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.eyas.api.alert.Priority;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleReadException;
import org.eyas.api.rule.UntranslatedRule;
import org.eyas.engine.rules.RuleResolver.Resolved;
import org.eyas.engine.rules.document.DocumentFindings;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.document.LoadCode;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.document.PlaceType;
import org.eyas.engine.rules.item.ItemSink;
import org.eyas.engine.rules.item.RequiredPlugin;
import org.eyas.engine.rules.item.RuleDocumentReader;
import org.eyas.engine.rules.item.RuleItem;
import org.eyas.engine.rules.item.RuleItem.PluginRequirement;
import org.eyas.engine.rules.item.SemanticVersion;
import org.jspecify.annotations.Nullable;

/**
 * Loads rule documents one after the other into one name space.
 *
 * <p>After each document, all definitions read so far must be valid: a rule may use macros of its own document and of
 * earlier ones. The first error ends a document.
 */
public final class RuleLoader {
  private static final String SYSCALLS = "syscall";

  private final LoadContext context;
  private final DefinitionCollector collector;
  private final RuleResolver resolver;
  private final List<LoadReport.Result> results = new ArrayList<>();
  private final List<ParkedRule> parked = new ArrayList<>();
  private @Nullable Resolved resolved;

  private RuleLoader(LoadContext context) {
    this.context = context;
    this.collector = new DefinitionCollector(context.sources(), context.engine(), context.limits());
    this.resolver = new RuleResolver(context, collector);
  }

  /**
   * Loads documents to run their rules. After a document with an error, no further document is read.
   *
   * @throws java.util.concurrent.CancellationException if this thread is interrupted
   */
  public static LoadResult load(List<RuleDocument> documents, LoadContext context) {
    RuleLoader loader = new RuleLoader(context);
    for (RuleDocument document : documents) {
      if (!loader.load(document)) {
        break;
      }
    }
    return loader.result();
  }

  /** Loads documents to find faults: unlike {@link #load}, it reads all documents, also after an error. */
  public static LoadResult validate(List<RuleDocument> documents, LoadContext context) {
    RuleLoader loader = new RuleLoader(context);
    documents.forEach(loader::load);
    return loader.result();
  }

  /** The result for a document that could not be read. */
  public static LoadReport.Result unreadable(RuleReadException problem) {
    DocumentFindings findings = new DocumentFindings(problem.document());
    DocumentPlace place = DocumentPlace.of(new RuleDocument(problem.document(), ""));
    findings.error(new LoadFault(LoadCode.LOAD_ERR_FILE_READ, Reason.of(problem), place));
    return findings.result();
  }

  private boolean load(RuleDocument document) {
    DocumentFindings findings = new DocumentFindings(document.name());
    document.untranslated().forEach(rule -> park(rule, document, findings));
    try {
      read(document, findings);
      if (resolved == null || !document.content().isBlank()) {
        resolved = resolver.resolve(findings);
      }
    } catch (LoadFault fault) {
      findings.error(fault);
    } catch (StackOverflowError ignored) {
      findings.error(
          new LoadFault(
              LoadCode.LOAD_ERR_COMPILE_CONDITION,
              "conditions are nested too deeply",
              DocumentPlace.of(document)));
    }
    LoadReport.Result result = findings.result();
    results.add(result);
    return result.successful();
  }

  /**
   * Reads a document. A fault in a translated document never ends the load, because the author of its rules does not
   * see the translated text.
   */
  private void read(RuleDocument document, DocumentFindings findings) {
    ItemSink sink = document.translated() ? new Translated(findings) : item -> collector.accept(item, findings);
    try {
      context.limits().checkDocument(document);
      new RuleDocumentReader(findings, context.limits(), sink).read(document);
    } catch (LoadFault fault) {
      sink.refuse(fault);
    }
  }

  /** Receives the items of a translated document, and parks each item that has a fault. */
  private final class Translated implements ItemSink {
    private final DocumentFindings findings;

    Translated(DocumentFindings findings) {
      this.findings = findings;
    }

    @Override
    public void accept(RuleItem item) {
      try {
        collector.accept(item, findings);
      } catch (LoadFault fault) {
        refuse(fault);
      }
    }

    @Override
    public void refuse(LoadFault fault) {
      park(fault, findings);
    }
  }

  /** Parks a rule that cannot be read, of which only the name is known; or a document as a whole. */
  private void park(LoadFault fault, DocumentFindings findings) {
    String name = fault.context().nameOf(PlaceType.RULE).orElse(fault.context().document().name());
    findings.reportParked(name, fault.text(), fault.context());
    parked.add(
        new ParkedRule(
            name, "", SYSCALLS, Priority.WARNING, new TreeSet<>(), fault.context().location(), fault.text()));
  }

  private void park(UntranslatedRule rule, RuleDocument document, DocumentFindings findings) {
    DocumentPlace place = DocumentPlace.of(document).inLine(rule.line(), 0).named(PlaceType.RULE, rule.name());
    findings.reportParked(rule.name(), rule.reason(), place);
    parked.add(
        new ParkedRule(
            rule.name(), rule.description(), rule.source(), rule.priority(), new TreeSet<>(rule.tags()), place.location(),
            rule.reason()));
  }

  private LoadResult result() {
    LoadReport report = new LoadReport(results);
    boolean usable = report.successful() && resolved != null;
    List<LoadedRule> rules = usable && resolved != null ? resolved.rules() : List.of();
    LoadedDefinitions book =
        usable && resolved != null
            ? resolved.usage().definitions()
            : new LoadedDefinitions(collector.required(), List.of(), List.of(), List.of(), List.of());
    return new LoadResult(report, rules, parked(), context.sources(), missingPlugin(), book, context.version());
  }

  private List<ParkedRule> parked() {
    List<ParkedRule> all = new ArrayList<>(parked);
    for (RuleDraft rule : collector.rules().values()) {
      String reason = rule.parkedBecause();
      if (!reason.isEmpty()) {
        all.add(
            new ParkedRule(rule.name, rule.description, rule.source, rule.priority, rule.tags, rule.context.location(), reason));
      }
    }
    return all;
  }

  private String missingPlugin() {
    for (PluginRequirement requirement : collector.plugins()) {
      String missing = missing(requirement);
      if (!missing.isEmpty()) {
        return missing;
      }
    }
    return "";
  }

  /** The reason for which a required plugin is missing. The first alternative that is loaded decides. */
  private String missing(PluginRequirement requirement) {
    List<String> wanted = new ArrayList<>();
    for (RequiredPlugin plugin : requirement.alternatives()) {
      String version = context.plugins().get(plugin.name());
      if (version != null) {
        return mismatch(plugin, version);
      }
      wanted.add(plugin.name() + " (>= " + plugin.version() + ")");
    }
    return "Plugin requirement not satisfied, must load one of: " + String.join(", ", wanted);
  }

  private static String mismatch(RequiredPlugin plugin, String version) {
    SemanticVersion loaded = SemanticVersion.parse(version).orElse(null);
    if (loaded == null) {
      return "Plugin '" + plugin.name() + "' has invalid version string '" + version + "'";
    }
    boolean satisfied = SemanticVersion.parse(plugin.version()).map(loaded::satisfies).orElse(false);
    return satisfied
        ? ""
        : "Plugin '"
            + plugin.name()
            + "' version '"
            + version
            + "' is not compatible with required plugin version '"
            + plugin.version()
            + "'";
  }
}
