package org.eyas.bench;

import com.sun.management.ThreadMXBean;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.guard.FaultPolicy;
import org.eyas.engine.guard.FaultRegistry;
import org.eyas.engine.guard.GuardedFields;
import org.eyas.engine.guard.ServiceOrigin;
import org.eyas.engine.guard.ServiceRole;
import org.eyas.engine.loop.LoopSetup;
import org.eyas.engine.loop.MatchOptions;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.loop.SourceLoop;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.fields.json.JsonFields;
import org.eyas.source.k8saudit.AuditSource;
import org.eyas.source.k8saudit.field.AuditFields;

/**
 * Prints how many audit events of 2 to 9 KB one processor reads from a file and evaluates. The arguments are a file of events and
 * rule files; every rule that matches gives an alert. Fields are called through guards, as in the engine.
 */
public final class AuditBench {
  private static final int COPIES = 100;
  private static final int ROUNDS = 14;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final FaultRegistry faults = new FaultRegistry(() -> FaultPolicy.USUAL);
  private final AuditSource source;
  private final RuleGeneration generation;
  private long alerts;

  private AuditBench(Path events, List<RuleDocument> documents) {
    source = new AuditSource(new ReadToEnd(events.toString()));
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    catalogs.put(
        "k8s_audit",
        new FieldCatalog(List.of(SyscallFields.anySource(), guarded(new AuditFields()), guarded(new JsonFields()))));
    LoadResult loaded = RuleLoader.load(documents, new LoadContext(catalogs));
    if (!loaded.successful()) {
      throw new IllegalStateException("the rules do not load: " + loaded.report());
    }
    generation = RuleGeneration.of(loaded, catalogs.keySet(), List.of(), new MatchOptions(true, "evt.time", true));
  }

  private FieldProvider guarded(FieldProvider provider) {
    return new GuardedFields(provider,
        faults.guard(ServiceRole.FIELDS, new ServiceOrigin(provider.getClass().getName(), ServiceRole.FIELDS.contract())));
  }

  public static void main(String[] args) throws Exception {
    List<RuleDocument> documents = new ArrayList<>();
    for (String file : List.of(args).subList(1, args.length)) {
      documents.add(new RuleDocument(file, Files.readString(Path.of(file))));
    }
    Path copies = copies(JsonCost.events(Path.of(args[0])));
    try {
      new AuditBench(copies, documents).print();
    } finally {
      Files.delete(copies);
    }
  }

  private static Path copies(List<byte[]> events) throws IOException {
    Path file = Files.createTempFile("audit", ".jsonl");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < COPIES; i++) {
        for (byte[] event : events) {
          out.write(event);
          out.write('\n');
        }
      }
    }
    return file;
  }

  private void print() throws Exception {
    double best = Double.MAX_VALUE;
    double bytes = 0;
    long events = 0;
    for (int round = 0; round < ROUNDS; round++) {
      alerts = 0;
      long nanos = THREADS.getCurrentThreadCpuTime();
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      events = replay();
      best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - nanos) / 1e3 / events);
      bytes = (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / events;
    }
    System.out.printf(
        "%d rules, an alert for each %.1f events %12.2f us %9.1f bytes allocated per event: %,.0f events per second%n",
        generation.loaded().rules().size(), (double) events / Math.max(1, alerts), best, bytes, 1e6 / best);
  }

  private long replay() throws Exception {
    try (Capture capture = source.open(new CaptureRequest(Set.of(), Map.of()))) {
      SourceLoop loop = new SourceLoop(LoopSetup.of(source.info(), alert -> alerts++), () -> generation);
      loop.run(capture);
      return loop.counts().events();
    }
  }
}
