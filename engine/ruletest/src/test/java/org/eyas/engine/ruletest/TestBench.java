package org.eyas.engine.ruletest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.eyas.api.field.FieldProvider;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.source.scap.ScapSource;

/** The engine's fields, some fields of a container bundle, a second source, and the reader of captures. */
public final class TestBench {
  private TestBench() {}

  public static TestEnvironment create() {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    List<FieldProvider> providers = new ArrayList<>(SyscallFields.providers());
    providers.add(new TextFields("container", "container.id", "container.image.repository"));
    catalogs.put("syscall", new FieldCatalog(providers));
    catalogs.put(
        "audit",
        new FieldCatalog(List.of(SyscallFields.anySource(), new TextFields("ka", "ka.verb", "ka.uri", "ka.user"))));
    return new TestEnvironment(new LoadContext(catalogs), List.of(), List.of(), Optional.of(new ScapSource()));
  }
}
