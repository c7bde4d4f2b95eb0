package org.eyas.bench.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.eyas.api.rule.RuleReadException;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.SourceException;
import org.eyas.engine.journal.EventJournal;
import org.eyas.engine.loop.LoopObservers;
import org.eyas.engine.loop.LoopSetup;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.loop.SourceLoop;
import org.eyas.source.scap.ScapSource;
import org.eyas.testkit.fuzz.FuzzTarget;

/**
 * Captures, through the reader, the loop, the state, all shipped rules and all fields. A damaged capture may end in an error
 * that names the place; the loop must not throw an exception, and not catch one.
 */
final class CaptureTarget implements FuzzTarget {
  private static final int MOST_EVENTS = 200;
  private static final long JOURNAL_BYTES = 8 << 20;

  private final ScapSource source = new ScapSource();
  private final List<Sample> samples = Sample.all();
  private final List<RuleGeneration> generations = FuzzRules.all();
  private final Path file = Files.createTempFile("eyas-fuzz", ".scap");

  CaptureTarget() throws IOException, RuleReadException {}

  @Override
  public List<String> feed(Random random) throws Exception {
    List<byte[]> blocks = samples.get(random.nextInt(samples.size())).part(MOST_EVENTS, random);
    Damage.any(blocks, random);
    write(blocks, random);
    RuleGeneration rules = generations.get(random.nextInt(generations.size()));
    LoopObservers observers = LoopObservers.none();
    if (random.nextInt(8) == 0) {
      EventJournal journal = new EventJournal();
      journal.record(JOURNAL_BYTES, 60);
      observers = observers.with(journal.open(source.info()));
    }
    SourceLoop loop = new SourceLoop(LoopSetup.of(source.info(), alert -> {}).observedBy(observers), () -> rules);
    replay(loop);
    return loop.fault().map(fault -> List.of(fault.count() + " faults, the last: " + fault.last())).orElse(List.of());
  }

  private void replay(SourceLoop loop) throws Exception {
    try (Capture capture = source.open(new CaptureRequest(Set.of(), Map.of(ScapSource.CAPTURE_FILE, file.toString())))) {
      loop.run(capture);
    } catch (SourceException e) {
      if (String.valueOf(e.getMessage()).contains("null")) {
        throw e; // a damaged capture is rejected with its reason
      }
    }
  }

  private void write(List<byte[]> blocks, Random random) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean packed = random.nextInt(8) == 0;
    try (OutputStream out = packed ? new GZIPOutputStream(bytes) : bytes) {
      for (byte[] block : blocks) {
        out.write(block);
      }
    }
    byte[] all = bytes.toByteArray();
    if (packed && all.length > 0 && random.nextBoolean()) {
      all[random.nextInt(all.length)] ^= (byte) (1 << random.nextInt(8));
    }
    Files.write(file, all);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
