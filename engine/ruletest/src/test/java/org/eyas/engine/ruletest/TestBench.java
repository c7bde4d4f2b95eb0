package org.eyas.engine.ruletest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.eyas.api.field.FieldProvider;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.source.scap.ScapSource;

/** The engine's fields, some fields of a container bundle, a second source, and the reader of captures. */
final class TestBench {
  private TestBench() {}

  static Workbench create() {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    List<FieldProvider> providers = new ArrayList<>(SyscallFields.providers());
    providers.add(new TextFields("container", "container.id", "container.image.repository"));
    catalogs.put("syscall", new FieldCatalog(providers));
    catalogs.put(
        "audit",
        new FieldCatalog(List.of(SyscallFields.anySource(), new TextFields("ka", "ka.verb", "ka.uri", "ka.user"))));
    return new Workbench(new LoadContext(catalogs), List.of(), List.of(), Optional.of(new ScapSource()));
  }
}
