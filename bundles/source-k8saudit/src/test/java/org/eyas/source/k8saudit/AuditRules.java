package org.eyas.source.k8saudit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.eyas.api.alert.Alert;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.Capture;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.loop.LoopCounts;
import org.eyas.engine.loop.LoopSetup;
import org.eyas.engine.loop.MatchOptions;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.loop.SourceLoop;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.fields.json.JsonFields;
import org.eyas.source.k8saudit.field.AuditFields;
import org.eyas.source.k8saudit.input.InputAddress;
import org.eyas.source.k8saudit.input.InputLimits;
import org.eyas.source.k8saudit.session.ExecReports;

/** Rules for audit events, which tests run on files of events, in a loop of the engine. Every rule that matches gives an alert. */
final class AuditRules {
  private static final SourceInfo SOURCE = new SourceInfo("k8saudit", "k8s_audit", false, "");
  private static final int MAX_BYTES = 4 << 20;

  private final RuleGeneration generation;
  final List<String> refusals = new ArrayList<>();

  /** @param generated whether the rules are generated classes */
  AuditRules(boolean generated, RuleDocument... documents) {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    catalogs.put(
        "k8s_audit", new FieldCatalog(List.of(SyscallFields.anySource(), new AuditFields(), new JsonFields())));
    LoadResult loaded = RuleLoader.load(List.of(documents), new LoadContext(catalogs));
    assertTrue(loaded.successful() && loaded.missingPlugin().isEmpty(), () -> loaded.missingPlugin() + loaded.report());
    generation = RuleGeneration.of(loaded, catalogs.keySet(), List.of(), new MatchOptions(true, "evt.time", generated));
  }

  static RuleDocument document(Path file) throws IOException {
    return new RuleDocument(file.toString(), Files.readString(file));
  }

  int count() {
    return generation.loaded().rules().size();
  }

  List<LoadedRule> rules() {
    return generation.loaded().rules();
  }

  /** The alerts for the events of a file or folder, in order. */
  List<Alert> run(Path events) throws Exception {
    List<Alert> alerts = new ArrayList<>();
    SourceLoop loop = new SourceLoop(LoopSetup.of(SOURCE, alerts::add), () -> generation);
    AuditRefusals refused = new AuditRefusals(refusals::add, System::nanoTime);
    try (Capture capture =
        new AuditCapture(InputAddress.of(events.toString()).open(new InputLimits(MAX_BYTES, true)), MAX_BYTES, refused,
            new ExecReports(List::of, ""))) {
      loop.run(capture);
    }
    LoopCounts counts = loop.counts();
    assertTrue(counts.damaged() == 0 && counts.faults() == 0, counts::toString);
    return alerts;
  }
}
