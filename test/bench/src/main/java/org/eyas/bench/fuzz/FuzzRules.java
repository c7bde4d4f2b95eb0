package org.eyas.bench.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleReadException;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.loop.MatchOptions;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.schema.EventSchema;
import org.eyas.enricher.container.ContainerEnricher;
import org.eyas.enricher.container.field.ContainerFields;
import org.eyas.enricher.session.SessionEnricher;
import org.eyas.enricher.session.SessionFields;
import org.eyas.fields.dns.DnsFields;
import org.eyas.rules.standard.StandardRules;
import org.eyas.selfwatch.EngineEventFields;

/** The shipped rules, and one that prints every field and every parameter of each event. */
final class FuzzRules {
  private static final List<String> WITH_ARGUMENT =
      List.of(
          "%proc.aname[1]", "%proc.acmdline[3]", "%proc.apid[2]", "%proc.env[PATH]", "%proc.args[1]", "%thread.cgroup.cpu",
          "%evt.abspath.src", "%evt.abspath.dst", "%evt.type.is.openat", "%evt.arg[0]", "%evt.arg[7]", "%evt.arg[31]");

  private FuzzRules() {}

  /** The checkout that this runs in. */
  static Path repository() {
    Path at = Path.of("").toAbsolutePath();
    while (at.getParent() != null && !Files.exists(at.resolve("bnd.bnd"))) {
      at = at.getParent();
    }
    return at;
  }

  /** The shipped rules as trees and as classes, without and with the slow rule that prints everything. */
  static List<RuleGeneration> all() throws RuleReadException {
    List<FieldProvider> providers = new ArrayList<>(SyscallFields.providers());
    providers.add(new ContainerFields());
    providers.add(new SessionFields());
    providers.add(new EngineEventFields());
    providers.add(new DnsFields(false));
    List<RuleDocument> shipped = new StandardRules().documents();
    List<RuleDocument> more = new ArrayList<>(shipped);
    more.add(new RuleDocument("all-fields.yaml", allFields(providers)));
    return List.of(
        compiled(shipped, providers, true), compiled(shipped, providers, false), compiled(more, providers, false));
  }

  private static RuleGeneration compiled(List<RuleDocument> documents, List<FieldProvider> providers, boolean classes) {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(providers));
    LoadResult loaded = RuleLoader.load(documents, new LoadContext(catalogs));
    if (!loaded.successful()) {
      throw new IllegalStateException("the rules do not load: " + loaded.report());
    }
    MatchOptions options = new MatchOptions(true, "evt.time", classes);
    return RuleGeneration.of(loaded, catalogs.keySet(), List.of(new ContainerEnricher(), new SessionEnricher()), options);
  }

  private static String allFields(List<FieldProvider> providers) {
    TreeSet<String> fields = new TreeSet<>(WITH_ARGUMENT);
    providers.stream()
        .flatMap(provider -> provider.classes().stream())
        .flatMap(fieldClass -> fieldClass.fields().stream())
        .filter(field -> !field.is(Flag.FILTER_ONLY) && !field.argument().required())
        .forEach(field -> fields.add("%" + field.name()));
    EventSchema schema = EventSchema.current();
    for (int code = 0; code < schema.size(); code++) {
      schema.type(code).params().stream().map(ParamDefinition::name).filter(name -> name.matches("[a-zA-Z_0-9]+"))
          .forEach(name -> fields.add("%evt.rawarg." + name));
    }
    return """
        - rule: all fields
          desc: every field of every event
          condition: evt.num > 0
          output: "%s"
          priority: DEBUG
        """.formatted(String.join(" ", fields));
  }
}
